import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { DESKTOP, type Device, decodeQr, device, expectAccessible, missingForBrowserTests, PHONE } from './chromium.ts'
import { linkIn, openPostOffice, type PostOffice } from './post-office.ts'
import { type ServerProcess, startProcess } from './server/server-process.ts'

/*
 * An event from poster to duo, as it happens: a real server, a real browser for each person, a real mail server.
 * Dirk is staff, Amira starts a business and has no JavaScript, Bert becomes a peter.
 */

// A step has many pages, each looked at by axe, on a machine that runs the other tests too.
vi.setConfig({ testTimeout: 60_000 })

const missing = missingForBrowserTests()
if (missing) console.log(`The story in a real browser did not run. To run it: ${missing}`)

test('CI has what the story needs', () => {
  if (process.env.CI === 'true') expect(missing).toBeNull()
})

describe.runIf(missing === null)('from poster to duo', () => {
  const amira = { name: 'Amira Testers', email: 'amira@example.org' }
  const bert = { name: 'Bert Proefman', email: 'bert@example.org' }
  let post: PostOffice
  let server: ServerProcess
  let dirks: Device
  let amiras: Device
  let berts: Device
  let poster: string
  let lost = false

  beforeAll(async () => {
    post = await openPostOffice()
    server = await startProcess({ SMTP_URL: post.url, MAIL_FROM: 'Stad Voorbeeld <economie@example.org>' })
    ;[dirks, amiras, berts] = await Promise.all([
      device(DESKTOP),
      device({ ...PHONE, javaScriptEnabled: false }),
      device(PHONE),
    ])
  }, 60_000)

  // Each step goes on from the one before: after a failure the others would only wait for what never comes.
  beforeEach(({ skip }) => skip(lost, 'an earlier step failed'))
  afterEach(({ task }) => {
    lost ||= task.result?.state === 'fail'
  })

  afterAll(async () => {
    await Promise.all([dirks, amiras, berts].map((each) => each?.close()))
    server?.stop()
    post?.close()
  })

  test('Dirk comes in by the link from the terminal and becomes the first of staff', async () => {
    const { page } = dirks
    await page.goto(await server.says(/Staff: +(\S+)/))
    await expectAccessible(page)
    await page.getByLabel('Voornaam en naam').fill('Dirk Dienst')
    await page.getByLabel('E-mailadres').fill('dirk@example.org')
    await page.getByLabel('Ja, ik wil nu inloggen op dit toestel').check()
    await page.getByRole('button', { name: 'Bewaren en inloggen' }).click()

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Vandaag')
    await expectAccessible(page)
  })

  test('he prints a poster, whose QR code reads as the sign-up address', async () => {
    const { page } = dirks
    await page.getByRole('link', { name: 'Events', exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: /Inspiratie-event/ }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Affiche afdrukken' }).click()
    await expectAccessible(page)

    poster = decodeQr(await page.screenshot({ fullPage: true }))

    expect(poster.toLowerCase()).toBe((await server.says(/Sign up: +(\S+)/)).toLowerCase())
  })

  test('Bert scans it and becomes a peter, though he presses too soon at first', async () => {
    const { page } = berts
    await page.goto(poster)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Ik deel mijn ervaring' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Verder' }).click()
    await expectAccessible(page)
    await page.getByText('Boek\u00ADhouding').click()
    await page.getByText('Klanten vinden').click()
    await page.getByText('Horeca en verblijf').click()
    await page.getByLabel('Voornaam en naam').fill(bert.name)
    await page.getByLabel('E-mailadres').fill(bert.email)
    await page.getByRole('button', { name: 'Verder' }).click()
    await expectAccessible(page)
    await agreeAndSend(berts)

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Je bent ingeschreven')
    await expectAccessible(page)
  })

  test('Amira does so without JavaScript, after a mistake that keeps what she typed', async () => {
    const { page } = amiras
    await page.goto(poster)
    await page.getByRole('link', { name: 'Ik zoek advies' }).click()
    await page.getByLabel('Voornaam en naam').fill(amira.name)
    await page.getByLabel('E-mailadres').fill(amira.email)
    await page.getByRole('button', { name: 'Verder' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Kies minstens 1 thema')
    expect(await page.getByLabel('Voornaam en naam').inputValue()).toBe(amira.name)

    await page.getByText('Boek\u00ADhouding').click()
    await page.getByText('Horeca en verblijf').click()
    await page.getByRole('button', { name: 'Verder' }).click()
    await agreeAndSend(amiras)

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Je bent ingeschreven')
  })

  test('both get a receipt, in which nothing stands that anybody typed', async () => {
    for (const { name, email } of [amira, bert]) {
      const letter = await post.letterTo(email, /Je bent ingeschreven/)
      const said = `${letter.subject} ${letter.text} ${letter.html}`
      for (const word of name.split(' ')) expect(said).not.toContain(word)
      expect(letter.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
    }
  })

  test('Bert confirms that it was he, with the code on his phone before him', async () => {
    const { page } = berts
    const code = /[A-HJKMNP-Z2-9]{4}/.exec((await page.locator('.code').textContent()) ?? '')?.[0] ?? 'no code'
    await page.goto(linkIn(await post.letterTo(bert.email, /Je bent ingeschreven/)))
    expect(await page.getByRole('main').textContent()).toContain(code)
    await expectAccessible(page)
    await page.getByLabel(/^Ja, ik doe mee/).check()
    await page.getByRole('button', { name: 'Bevestigen' }).click()
    await expectAccessible(page)
  })

  test('Dirk makes proposals, sees why, and sends the one for Amira and Bert', async () => {
    const { page } = dirks
    await page.getByRole('link', { name: 'Deelnemers', exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Voorstellen', exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Nieuwe voorstellen maken' }).first().click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Maak voorstellen' }).click()
    await expectAccessible(page)
    const proposal = page.getByRole('main')
    expect(await proposal.textContent()).toContain('Amira')
    expect(await proposal.textContent()).toContain('Boek\u00ADhouding')
    await page.getByRole('checkbox', { name: /Verstuur aan/ }).check()
    await page.getByRole('button', { name: 'Verstuur wat je aanvinkte' }).click()
    await expectAccessible(page)
    expect(await page.getByRole('main').textContent()).toContain('Verstuurd')
  })

  test('Bert says yes by the link in his mail; until Amira does, he sees no more than her first name', async () => {
    const { page } = berts
    await page.goto(linkIn(await post.letterTo(bert.email, /Wil je Amira helpen/)))
    await expectAccessible(page)
    await page.getByLabel(/^Ja, graag/).check()
    await page.getByRole('button', { name: 'Antwoord versturen' }).click()

    const text = await page.getByRole('main').textContent()
    expect(text).toContain('We wachten nog op Amira')
    for (const secret of ['Testers', amira.email]) expect(await page.content()).not.toContain(secret)
    await expectAccessible(page)
  })

  test('Amira says yes, and each sees the other', async () => {
    const { page } = amiras
    await page.goto(linkIn(await post.letterTo(amira.email, /peter of meter voor jou/)))
    expect(await page.content()).not.toContain(bert.email)
    await page.getByLabel(/^Ja, graag/).check()
    await page.getByRole('button', { name: 'Antwoord versturen' }).click()

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Jullie zeiden allebei ja')
    expect(await page.content()).toContain(bert.email)
    await berts.page.reload()
    expect(await berts.page.content()).toContain(amira.email)
    await expectAccessible(berts.page)
  })

  test('both get a mail with the other’s address, and no file', async () => {
    for (const [to, other] of [
      [amira, bert],
      [bert, amira],
    ] as const) {
      const letter = await post.letterTo(to.email, /Jullie zeiden allebei ja/)
      expect(letter.text).toContain(other.email)
      expect(letter.attachments).toEqual([])
    }
  })

  test('the duo has started', async () => {
    const { page } = dirks
    await page.getByRole('link', { name: 'Duo’s', exact: true }).click()
    const text = await page.getByRole('main').textContent()
    expect(text).toContain('Amira Testers')
    expect(text).toContain('Bert Proefman')
    await expectAccessible(page)
  })

  /** A person takes a moment to read what they agree to; the form expects it of them. */
  async function agreeAndSend({ page }: Device): Promise<void> {
    const consent = page.getByRole('checkbox', { name: /^Ja, ik/ })
    expect(await consent.isChecked()).toBe(false)
    await consent.check()
    await page.waitForTimeout(2_100)
    await page.getByRole('button', { name: 'Akkoord en inschrijven' }).click()
  }
})
