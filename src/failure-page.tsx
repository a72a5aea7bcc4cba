import type { Context } from 'hono'
import { lastSettings } from '../db/settings.ts'
import { Message, SendAgain } from '../views/pages.tsx'
import { nl } from '../views/words.ts'
import type { Deps } from './deps.ts'
import { formFields, isTextForm } from './form-fields.ts'
import { messagePage, phonePage } from './page.tsx'
import { paths } from './paths.ts'
import { typedIn } from './typed-text.ts'

/**
 * What failed, made without the database, which may be just that. Nothing was kept: a form that may work in a moment
 * stands there to be sent again as it was typed, and of one that may not, the words.
 */
export async function failurePage(c: Context, deps: Deps, status: 500 | 503) {
  const { failed, failedText, failedPage, unavailable, unavailableText } = nl.common
  const settings = lastSettings(deps.db)
  if (status === 500) {
    const text = c.req.method === 'POST' ? failedText : failedPage
    return messagePage(deps, settings, { title: failed, text, typed: await typedIn(c) })
  }
  const title = c.req.path.startsWith(paths.event('')) ? nl.signups.unavailable : unavailable
  if (!isTextForm(c))
    return phonePage(deps, settings, { title }, <Message title={title} text={nl.common.unavailablePage} />)
  const fields = [...(await formFields(c))]
  const { pathname, search } = new URL(c.req.url)
  const body = <SendAgain title={title} text={unavailableText} action={`${pathname}${search}`} fields={fields} />
  return phonePage(deps, settings, { title }, body)
}
