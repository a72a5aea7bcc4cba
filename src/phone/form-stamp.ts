import type { Deps } from '../deps.ts'
import { isMac } from '../keys.ts'

/** A form's key, and the signed moment at which it was shown: nobody makes up a form that we did not show. */
export type FormStamp = { formKey: string; stamp: string }

/** A new key for a form on this page (an event and a side, say). */
export async function freshForm(deps: Pick<Deps, 'keys' | 'now' | 'newToken'>, page: string): Promise<FormStamp> {
  const formKey = deps.newToken()
  const at = deps.now()
  return { formKey, stamp: `${at}.${await deps.keys.mac('form', formKey, page, at)}` }
}

/** When the form was shown on this page (milliseconds UTC); null for a key or a stamp that we never gave. */
export async function shownAt(
  deps: Pick<Deps, 'keys'>,
  { formKey, stamp }: FormStamp,
  page: string,
): Promise<number | null> {
  const [at = '', mac = ''] = stamp.split('.')
  if (!/^\d{1,16}$/.test(at)) return null
  return (await isMac(deps.keys, mac, 'form', formKey, page, Number(at))) ? Number(at) : null
}
