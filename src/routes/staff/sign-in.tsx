import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import * as z from 'zod'
import {
  askStaffLink,
  type Entering,
  type OpenStaffLink,
  openStaffLink,
  spendStaffLink,
} from '../../../db/office/staff.ts'
import { isAddressTaken } from '../../../db/office/staff-members.ts'
import { isTooOften } from '../../../db/rate.ts'
import { Refused } from '../../../db/refusal.ts'
import { loadSettings } from '../../../db/settings.ts'
import type { FieldError } from '../../../views/form.tsx'
import { AskForLink, EnterByLink, FirstMember, LinkMailed } from '../../../views/staff/sign-in.tsx'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { firstName, normaliseEmail } from '../../domain/participant.ts'
import { isVisible } from '../../domain/signup-answers.ts'
import { MAILED_LINK_MINUTES } from '../../domain/staff-session.ts'
import { formFields } from '../../form-fields.ts'
import type { Env } from '../../middleware.ts'
import { dropSession, keepSession, requireSignedIn, signedInStaff } from '../../office/staff-session.ts'
import { messagePage, phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'

const words = nl.staff.signIn

/** An office behind one address asks more often than one person does. */
const WINDOW_MINUTES = 15
const MOST_PER_CLIENT = 30
const MOST_PER_ADDRESS = 5

const email = z
  .string(words.emailMissing)
  .trim()
  .min(1, words.emailMissing)
  .pipe(z.email(words.emailForm).max(200, words.emailForm))
const params = z.object({ token: z.string() })
const asking = z.object({ email })
const sure = z.literal('yes', words.sureMissing)
const chosen = z.object({ sure })
const firstMember = z.object({
  kind: z.literal('first').default('first'),
  name: z
    .string(words.nameMissing)
    .trim()
    .min(1, words.nameMissing)
    .max(100, words.nameLong)
    .refine(isVisible, words.nameSigns),
  email,
  sure,
})
const typedText = z.object({ name: z.string().catch(''), email: z.string().catch('') })

export function signInRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()
  const sendsMail = deps.mailer !== undefined

  app.get(paths.signIn(), async (c) => {
    if (await signedInStaff(c, deps)) return c.redirect(paths.today(), 303)
    if (c.req.query('mailed') === undefined) return askPage(c, { email: '' }, [])

    const mailed = (
      <LinkMailed words={words} minutes={MAILED_LINK_MINUTES} again={paths.signIn()} sendsMail={sendsMail} />
    )
    return show(c, words.mailed, mailed)
  })

  app.post(paths.signIn(), async (c) => {
    const body = Object.fromEntries(await formFields(c))
    const parsed = asking.safeParse(body)
    if (!parsed.success) return askPage(c, typedText.parse(body), errorsOf(parsed.error), 422)

    try {
      await askStaffLink(deps, parsed.data.email, await buckets(c, deps, parsed.data.email))
    } catch (error) {
      if (!isTooOften(error)) throw error
      return askPage(c, parsed.data, [{ field: 'email', message: words.tooOften }], 429)
    }
    return c.redirect(paths.signInMailed(), 303)
  })

  app.get(paths.signInLink(':token'), async (c) => {
    const link = await openStaffLink(deps, params.parse(c.req.param()).token)
    return link ? linkPage(c, link, { name: '', email: '' }, []) : deadPage(c)
  })

  app.post(paths.signInLink(':token'), async (c) => {
    const link = await openStaffLink(deps, params.parse(c.req.param()).token)
    if (!link) return deadPage(c)

    const body = Object.fromEntries(await formFields(c))
    const who = entering(link, body)
    if (!who.success) return linkPage(c, link, typedText.parse(body), errorsOf(who.error), 422)

    try {
      keepSession(c, deps, await spendStaffLink(deps, link.id, who.data))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (!isAddressTaken(error)) return deadPage(c)
      return linkPage(c, link, typedText.parse(body), [{ field: 'email', message: words.emailTaken }], 422)
    }
    return c.redirect(paths.today(), 303)
  })

  app.post(paths.signOut(), requireSignedIn(deps), async (c) => {
    await dropSession(c, deps)
    return c.redirect(paths.signIn(), 303)
  })

  async function show(c: Context, title: string, body: Child, status: 200 | 422 | 429 = 200) {
    const settings = await loadSettings(deps.db)
    return c.html(phonePage(deps, settings, { title, error: status !== 200 }, body), status)
  }

  const askPage = (c: Context, typed: { email: string }, errors: FieldError[], status: 200 | 422 | 429 = 200) =>
    show(
      c,
      words.title,
      <AskForLink
        words={words}
        problem={nl.common.problem}
        action={paths.signIn()}
        email={typed.email}
        errors={errors}
        sendsMail={sendsMail}
      />,
      status,
    )

  function linkPage(
    c: Context,
    link: OpenStaffLink,
    typed: { name: string; email: string },
    errors: FieldError[],
    status: 200 | 422 = 200,
  ) {
    const form = { words, problem: nl.common.problem, action: c.req.path, errors }
    if (link.member) return show(c, words.title, <EnterByLink {...form} name={firstName(link.member.name)} />, status)
    return show(c, words.first, <FirstMember {...form} typed={typed} />, status)
  }

  /** Who pressed twice and is in by the first press need not know that the link is used up. */
  async function deadPage(c: Context) {
    if (await signedInStaff(c, deps)) return c.redirect(paths.today(), 303)
    const link = { label: words.again, href: paths.signIn() }
    const settings = await loadSettings(deps.db)
    return c.html(messagePage(deps, settings, { title: words.dead, text: words.deadText, link }), 410)
  }

  return app
}

/** A choice besides the button: scanners of mail press every button, and choose nothing. */
function entering({ member }: OpenStaffLink, body: unknown): z.ZodSafeParseResult<Entering> {
  if (!member) return firstMember.safeParse(body)
  const { id } = member
  return chosen.transform(() => ({ kind: 'member' as const, id })).safeParse(body)
}

/** Separate counts, so that one client cannot shut an address out everywhere, and one address no client. */
const buckets = async (c: Context, deps: Deps, address: string) => [
  {
    key: `sign-in:client:${await deps.keys.mac('rate', deps.clientAddress(c))}`,
    most: MOST_PER_CLIENT,
    windowMinutes: WINDOW_MINUTES,
  },
  {
    key: `sign-in:address:${await deps.keys.mac('rate', normaliseEmail(address))}`,
    most: MOST_PER_ADDRESS,
    windowMinutes: WINDOW_MINUTES,
  },
]

const errorsOf = (error: z.ZodError): FieldError[] =>
  error.issues.map(({ path, message }) => ({ field: String(path[0]), message }))
