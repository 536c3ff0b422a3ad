export const DoneMark = () => (
  <svg className="done-mark" width="44" height="44" viewBox="0 0 44 44" aria-hidden="true" focusable="false">
    <circle cx="22" cy="22" r="22" fill="#1f7a4d" />
    <path d="m12 23 7 7 14-15" stroke="#fff" strokeWidth="4" fill="none" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
