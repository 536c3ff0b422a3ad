declare const brand: unique symbol

/** A string that only the constructor of its own kind hands out. */
export type Branded<Name extends string> = string & { readonly [brand]: Name }

/** UUID v7, made by the server. */
export type MatterId = Branded<'MatterId'>
/** The tracking number a person reads over the phone, e.g. `WQ33-7K4M-2D9X`. */
export type MatterNumber = Branded<'MatterNumber'>
/** UUID made by the client; two submissions with one id are one submission. */
export type SubmissionId = Branded<'SubmissionId'>
export type InstitutionId = Branded<'InstitutionId'>
export type StaffId = Branded<'StaffId'>
/** Six digits, GB/T 2260. */
export type DivisionCode = Branded<'DivisionCode'>

/** Marks a value that has come through a checked boundary (database, zod) as an id of its kind. */
export const as = <Id extends Branded<string>>(value: string): Id => value as Id
