import { sendersOf } from '../../db/partners/referred.ts'
import type { OwnData } from '../../db/people/my-data.ts'
import { preparedOf } from '../../db/people/preparation.ts'
import type { Listed } from '../../views/phone/my-data.tsx'
import { civilDate, dateOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { programmeOf } from '../domain/programmes.ts'

const words = nl.myData.written

/** Who sent a person, and what staff wrote down before a first introduction: for that person to read. */
export async function ownRecordsOf(deps: Deps, { id, programme, side }: OwnData): Promise<Listed[]> {
  const [senders, { check, intakes, trainings }] = await Promise.all([sendersOf(deps, id), preparedOf(deps, id)])
  const { training } = programmeOf(programme).sides[side]
  const labelOf = (module: string) => training.find((one) => one.id === module)?.label ?? module
  return [
    ...senders.map(({ name, at }) => ({ text: words.sentBy(name, dateOf(at)), more: words.sees(name) })),
    ...(check ? [{ text: words.checked(dateOf(check.at)) }] : []),
    ...intakes.map(({ heldOn }) => ({ text: words.intake(civilDate(heldOn)) })),
    ...trainings.map(({ module, doneOn }) => ({ text: words.training(labelOf(module), civilDate(doneOn)) })),
  ]
}
