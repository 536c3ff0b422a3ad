import type { Config } from '../platform/config.ts'
import type { Channels } from './channel.ts'

/** The channels that the configuration sets up. */
export const openChannels = (_config: Config): Channels => ({})
