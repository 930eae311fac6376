import { useCallback, useRef, useState } from 'react'

/** The height of an element in pixels, followed while it is on the page. 0 until it was measured. */
export function useHeight<E extends HTMLElement>(): readonly [(element: E | null) => void, number] {
  const [height, setHeight] = useState(0)
  const observer = useRef<ResizeObserver | null>(null)
  const ref = useCallback((element: E | null) => {
    observer.current?.disconnect()
    observer.current = null
    if (!element) return
    observer.current = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.current.observe(element)
    setHeight(element.clientHeight)
  }, [])
  return [ref, height]
}
