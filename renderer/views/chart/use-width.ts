import { useCallback, useRef, useState } from 'react'

/** The width of an element in pixels, followed while it is on the page. 0 until it was measured. */
export function useWidth<E extends HTMLElement>(): readonly [(element: E | null) => void, number] {
  const [width, setWidth] = useState(0)
  const observer = useRef<ResizeObserver | null>(null)
  const ref = useCallback((element: E | null) => {
    observer.current?.disconnect()
    observer.current = null
    if (!element) return
    observer.current = new ResizeObserver((entries) => {
      const [entry] = entries
      if (entry) setWidth(Math.floor(entry.contentRect.width))
    })
    observer.current.observe(element)
    setWidth(Math.floor(element.clientWidth))
  }, [])
  return [ref, width]
}
