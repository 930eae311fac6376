/** The mill wheel over its water. */
export function Logo({ size = 16 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      aria-hidden
      className="flex-none"
    >
      <circle cx={12} cy={9} r={6.2} />
      <path d="M12 2.8v12.4M5.8 9h12.4" />
      <path d="M2.5 20.3c2.4-2 4.700-2 7.100 0s4.700 2 7.100 0c1.600-1.300 3.200-1.800 4.800-1.200" />
    </svg>
  )
}
