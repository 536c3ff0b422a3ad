/** Says that an institution is invented for demonstration, unless its name already does. */
export const institutionName = ({ name, demo }: { readonly name: string; readonly demo: boolean }): string =>
  demo && !name.includes('示范') ? `${name}（演示）` : name
