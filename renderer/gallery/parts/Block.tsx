import type { ReactNode } from 'react'

/** One section of the page of parts. */
export function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="border-b border-l border-line py-5 pb-6 pl-6">
      <h2 className="mb-3">{title}</h2>
      {children}
    </section>
  )
}

/** A named row of parts. */
export function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="mb-3 grid grid-cols-[104px_minmax(0,1fr)] items-start">
      <h4 className="pt-1.5">{label}</h4>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  )
}
