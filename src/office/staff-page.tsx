import type { Context } from 'hono'
import type { Child, FC } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { loadSettings } from '../../db/settings.ts'
import { Message } from '../../views/pages.tsx'
import { Chips } from '../../views/staff/desk.tsx'
import { capitalised } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import type { Programme } from '../domain/programmes.ts'
import { staffPage } from '../page.tsx'
import { paths } from '../paths.ts'
import { typedIn } from '../typed-text.ts'
import { chosenProgramme, namedProgrammes } from './sight.ts'
import type { StaffEnv } from './staff-session.ts'

type Showing = {
  title: string
  /** The path of the navigation's item that the page belongs to. */
  current: string
  /** The path of a script of our own that this page runs. */
  script?: string
  error?: boolean
  status?: ContentfulStatusCode
  /** What the page is about, where that is not `?programme=`: the navigation keeps to it. */
  programme?: Programme
  /** A list of one programme: another one can be chosen above it. */
  chooser?: Chooser
}

type Chooser = (programme: string) => string

/** Answers with a whole page for the member of staff who is signed in. */
export async function showStaff(c: Context<StaffEnv>, deps: Deps, showing: Showing, body: Child) {
  const { status, chooser, programme = chosenProgramme(c), ...rest } = showing
  const page = { ...rest, programme, signedIn: c.get('signedIn'), nonce: c.get('secureHeadersNonce') ?? '' }
  const chips = chooser && <ProgrammeChips c={c} programme={programme} href={chooser} />
  const whole = (
    <>
      {chips}
      {body}
    </>
  )
  return c.html(staffPage(deps, await loadSettings(deps.db), page, whole), status ?? 200)
}

/** Only where there is something to choose. */
const ProgrammeChips: FC<{ c: Context<StaffEnv>; programme: Programme; href: Chooser }> = ({ c, programme, href }) => {
  const named = namedProgrammes(c.get('signedIn'))
  if (named.length < 2) return null
  const chips = named.map(({ id, name }) => ({
    label: capitalised(name),
    href: href(id),
    current: id === programme.id,
  }))
  return <Chips label={nl.common.programmes} chips={chips} />
}

/** A form whose hidden fields are not as we made them: too old, or made by hand. Nothing of it is kept. */
export async function refuseForm(c: Context<StaffEnv>, deps: Deps) {
  const { title, text, link } = nl.staff.signIn.foreignForm
  const page = (
    <Message title={title} text={text} link={{ label: link, href: paths.today() }} typed={await typedIn(c)} />
  )
  return showStaff(c, deps, { title, current: paths.today(), error: true, status: 400 }, page)
}

/** Whether htmx asks for a part of the page: the answer differs, so caches must keep them apart. */
export function asksForPart(c: Context): boolean {
  c.header('Vary', 'HX-Request-Type')
  return c.req.header('HX-Request-Type') === 'partial'
}
