import type { Context } from 'hono'
import { lastSettings } from '../db/settings.ts'
import { Message, SendAgain } from '../views/pages.tsx'
import { nl } from '../views/words.ts'
import type { Deps } from './deps.ts'
import { formFields, isTextForm } from './form-fields.ts'
import { phonePage } from './page.tsx'
import { paths } from './paths.ts'

/**
 * What failed, made without the database, which may be just that. Nothing was kept: a form that may work in a moment
 * stands there to be sent again as it was typed.
 */
export async function failurePage(c: Context, deps: Deps, status: 500 | 503) {
  const { failed, failedText, unavailable, unavailableText } = nl.common
  const settings = lastSettings(deps.db)
  if (status === 500) return phonePage(deps, settings, { title: failed }, <Message title={failed} text={failedText} />)
  const title = c.req.path.startsWith(paths.event('')) ? nl.signups.unavailable : unavailable
  if (!isTextForm(c))
    return phonePage(deps, settings, { title }, <Message title={title} text={nl.common.unavailablePage} />)
  const fields = [...(await formFields(c))]
  const { pathname, search } = new URL(c.req.url)
  const body = <SendAgain title={title} text={unavailableText} action={`${pathname}${search}`} fields={fields} />
  return phonePage(deps, settings, { title }, body)
}
