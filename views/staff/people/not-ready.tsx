import type { FC } from 'hono/jsx'
import type { Programme } from '../../../src/domain/programmes.ts'
import type { NotReady } from '../../../src/domain/readiness.ts'
import { Notice } from '../../parts.tsx'
import { listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { listUrl } from './participants.tsx'

type NoticeProps = { words: Words; programme: Programme; notReady: NotReady | undefined }

/** How many a run leaves out, and for what they wait. */
export const NotReadyNotice: FC<NoticeProps> = ({ words: all, programme, notReady }) => {
  if (!notReady) return null
  const { title, text, link, ...kinds } = all.readiness.notReady
  const parts = (['conditions', 'intake', 'training'] as const).flatMap((kind) =>
    notReady[kind] > 0 ? [kinds[kind](notReady[kind])] : [],
  )
  const who = { programme: programme.id, q: '', side: null, state: 'preparing' as const, page: 1 }
  return (
    <Notice kind="info" title={title(notReady.people)}>
      <p>
        {text(listOf(parts))} <a href={listUrl(who)}>{link}</a>
      </p>
    </Notice>
  )
}
