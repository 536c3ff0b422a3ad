const short = (hash: string) => (hash.length > 12 ? `${hash.slice(0, 4)}…${hash.slice(-4)}` : hash)

/** Both hashes in short; opened, in full, for comparing with a copy. */
export const Hashes = ({ sm3, sha256 }: { sm3: string; sha256: string }) => (
  <details className="hashes">
    <summary>
      <span className="vh">校验值 </span>
      sm3 {short(sm3)} · sha256 {short(sha256)}
    </summary>
    <code>sm3 {sm3}</code>
    <code>sha256 {sha256}</code>
  </details>
)
