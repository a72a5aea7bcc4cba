import type { Introduction } from '../db/introductions/introductions.ts'
import type { Visitor } from './access.ts'
import type { Side } from './domain/facts.ts'

/** A visitor at their side of an introduction. */
export type Entry = { intro: Introduction; side: Side; visitor: Visitor }
