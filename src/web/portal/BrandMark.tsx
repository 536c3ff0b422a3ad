/** A net held by one knot. */
export const BrandMark = () => (
  <svg className="mark" width="40" height="40" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <rect width="40" height="40" rx="9" fill="#0b4ea2" />
    <path
      d="M9 14h22M9 20h22M9 26h22M14 9v22M20 9v22M26 9v22"
      stroke="#fff"
      strokeWidth="2.6"
      fill="none"
      strokeLinecap="round"
    />
    <circle cx="20" cy="20" r="5.2" fill="#fff" />
    <circle cx="20" cy="20" r="2.4" fill="#b8331f" />
  </svg>
)
