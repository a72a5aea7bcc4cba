import type { Child } from 'hono/jsx'
import type { Settings } from '../db/settings.ts'
import { PartnerPage, PhonePage, StaffPage } from '../views/layout.tsx'
import { Message } from '../views/pages.tsx'
import { capitalised } from '../views/words/format.ts'
import { nl } from '../views/words.ts'
import type { Deps } from './deps.ts'
import type { Programme } from './domain/programmes.ts'
import { isManager } from './domain/staff-role.ts'
import type { SignedIn } from './office/staff-session.ts'
import { paths } from './paths.ts'
import { citySpeaker, speakerOf } from './speaker.ts'
import type { TypedText } from './typed-text.ts'

type PhonePageOptions = { title: string; programme?: Programme | undefined; error?: boolean; banner?: Child }

/** A whole page for attendees, mentors and mentees; with a programme, in the name of who answers for it. */
export function phonePage(
  deps: Deps,
  settings: Settings,
  { title, programme, error, banner }: PhonePageOptions,
  body: Child,
) {
  const { name } = programme ? speakerOf(programme, settings) : citySpeaker(settings)
  return (
    <PhonePage
      title={title}
      city={name}
      css={deps.css}
      words={wordsOf(programme)}
      links={footerOf(programme)}
      error={error}
      banner={banner}
    >
      {body}
    </PhonePage>
  )
}

type MessageOptions = {
  title: string
  text: string
  link?: { label: string; href: string }
  programme?: Programme | undefined
  /** What was typed and could not be kept. */
  typed?: TypedText[]
}

/** A whole page that only says that something is not there, not allowed or not possible now. */
export const messagePage = (deps: Deps, settings: Settings, { title, text, link, programme, typed }: MessageOptions) =>
  phonePage(deps, settings, { title, programme }, <Message title={title} text={text} link={link} typed={typed} />)

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
      city={speakerOf(programme, settings).name}
      css={deps.css}
      words={pageWords}
      links={footer}
      nonce={nonce}
      scriptSrc={script}
      csrf={signedIn.csrf}
      staffName={signedIn.name}
      nav={navigation(programme.id, signedIn).map(({ at, ...item }) => ({ ...item, current: at === current }))}
      navLabel={nl.common.navigation}
      signOut={{ action: paths.signOut(), label: nl.common.signOut }}
      error={error}
      banner={banner}
    >
      {body}
    </StaffPage>
  )
}

type PartnerPageOptions = { title: string; current: string; signedIn: SignedIn; error?: boolean }

/** A whole page for somebody of a partner. `current` is the path of the menu's item that it belongs to. */
export function partnerPage(
  deps: Deps,
  settings: Settings,
  { title, current, signedIn, error }: PartnerPageOptions,
  body: Child,
) {
  const { nav, navigation: navLabel } = nl.partners.own
  const items = [
    { label: nav.people, href: paths.partner() },
    { label: nav.refer, href: paths.newReferral() },
    { label: nav.file, href: paths.referralFile() },
  ]
  return (
    <PartnerPage
      title={title}
      city={settings.cityName}
      css={deps.css}
      words={pageWords}
      links={footer}
      csrf={signedIn.csrf}
      staffName={signedIn.name}
      nav={items.map((each) => ({ ...each, current: each.href === current }))}
      navLabel={navLabel}
      signOut={{ action: paths.signOut(), label: nl.common.signOut }}
      error={error}
    >
      {body}
    </PartnerPage>
  )
}

const pageWords = { product: nl.common.product, skip: nl.common.skip, errorPrefix: nl.common.errorPrefix }

const wordsOf = (programme: Programme | undefined) =>
  programme ? { ...pageWords, product: capitalised(programme.name) } : pageWords

const footerOf = (programme: Programme | undefined) => [
  { label: nl.common.privacy, href: programme ? paths.programmePrivacy(programme.id) : paths.privacy() },
  { label: nl.common.accessibility, href: paths.accessibility() },
]

const footer = footerOf(undefined)

/** `at` is the item's path whatever the programme: pages name the one they belong to by it. */
const navigation = (programme: string, { office }: SignedIn) => [
  item(nl.common.nav.today, paths.today),
  item(nl.common.nav.events, paths.events, programme),
  item(nl.common.nav.participants, paths.participants, programme),
  item(nl.common.nav.introductions, paths.introductions, programme),
  item(nl.common.nav.duos, paths.duos, programme),
  item(nl.common.nav.report, paths.report),
  item(nl.common.nav.mails, paths.mails),
  ...(isManager(office) ? [item(nl.common.nav.settings, paths.settings)] : []),
]

const item = (label: string, path: (programme?: string) => string, programme?: string) => ({
  label,
  href: path(programme),
  at: path(),
})
