import type { Child } from 'hono/jsx'
import type { Settings } from '../db/settings.ts'
import { PhonePage, StaffPage } from '../views/layout.tsx'
import { Message } from '../views/pages.tsx'
import { nl } from '../views/words.ts'
import type { Deps } from './deps.ts'
import type { Programme } from './domain/programmes.ts'
import type { SignedIn } from './office/staff-session.ts'
import { paths } from './paths.ts'

type PhonePageOptions = { title: string; error?: boolean; banner?: Child }

/** A whole page for attendees, mentors and mentees. */
export function phonePage(deps: Deps, settings: Settings, { title, error, banner }: PhonePageOptions, body: Child) {
  return (
    <PhonePage
      title={title}
      city={settings.cityName}
      css={deps.css}
      words={pageWords}
      links={footer}
      error={error}
      banner={banner}
    >
      {body}
    </PhonePage>
  )
}

type MessageOptions = { title: string; text: string; link?: { label: string; href: string } }

/** A whole page that only says that something is not there, not allowed or not possible now. */
export const messagePage = (deps: Deps, settings: Settings, { title, text, link }: MessageOptions) =>
  phonePage(deps, settings, { title }, <Message title={title} text={text} link={link} />)

type StaffPageOptions = {
  title: string
  current: string
  signedIn: SignedIn
  programme: Programme
  nonce: string
  script?: string | undefined
  error?: boolean
  banner?: Child
}

/** A whole page for staff. `current` is the path of the navigation's item that it belongs to. */
export function staffPage(
  deps: Deps,
  settings: Settings,
  { title, current, signedIn, programme, nonce, script, error, banner }: StaffPageOptions,
  body: Child,
) {
  return (
    <StaffPage
      title={title}
      city={settings.cityName}
      css={deps.css}
      words={pageWords}
      links={footer}
      nonce={nonce}
      scriptSrc={script}
      csrf={signedIn.csrf}
      staffName={signedIn.name}
      nav={navigation(programme.id).map(({ at, ...item }) => ({ ...item, current: at === current }))}
      navLabel={nl.common.navigation}
      signOut={{ action: paths.signOut(), label: nl.common.signOut }}
      error={error}
      banner={banner}
    >
      {body}
    </StaffPage>
  )
}

const pageWords = { product: nl.common.product, skip: nl.common.skip, errorPrefix: nl.common.errorPrefix }

const footer = [
  { label: nl.common.privacy, href: paths.privacy() },
  { label: nl.common.accessibility, href: paths.accessibility() },
]

/** `at` is the item's path whatever the programme: pages name the one they belong to by it. */
const navigation = (programme: string) => [
  item(nl.common.nav.today, paths.today),
  item(nl.common.nav.events, paths.events, programme),
  item(nl.common.nav.participants, paths.participants, programme),
  item(nl.common.nav.introductions, paths.introductions, programme),
  item(nl.common.nav.duos, paths.duos, programme),
  item(nl.common.nav.report, paths.report),
  item(nl.common.nav.mails, paths.mails),
  item(nl.common.nav.settings, paths.settings),
]

const item = (label: string, path: (programme?: string) => string, programme?: string) => ({
  label,
  href: path(programme),
  at: path(),
})
