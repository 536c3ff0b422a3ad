import { roleWord } from '../../../contract/refusal-words.ts'
import type { Role } from '../../../domain/actor/actor.ts'

export const rolesInWords = (held: readonly Role[]): string => held.map(roleWord).join('、')
