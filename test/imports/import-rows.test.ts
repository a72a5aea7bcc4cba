import { count, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sayNotMe } from '../../db/people/personal-data.ts'
import { importFile, person } from '../../db/schema.ts'
import { signupById } from '../../db/signups/signups.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { bodyOf } from '../office.ts'
import { AMIRA, signUp } from '../people.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'
import { fileOf, imported, PEOPLE_COLUMNS, personLine, upload, uploaded } from './imports.ts'

let t: TestApp
let dirk: StaffBrowser

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

afterEach(() => t.db.close())

const people = async () => (await t.db.q.select({ n: count() }).from(person))[0]?.n

describe('what is wrong is said, row by row', () => {
  const lineWith = (cells: Partial<Record<string, string>>) => {
    const fine: Record<string, string> = {
      naam: 'An Vos',
      email: 'an@example.org',
      rol: 'peter',
      thema: 'Boekhouding',
      sector: 'Winkel',
      toestemming: '8/05/2026',
      bewijs: 'map-1',
    }
    const row = { ...fine, ...cells }
    return fileOf(Object.keys(row).join(';'), Object.values(row).join(';'))
  }

  test.each([
    [{ email: '' }, 'e-mailadres ontbreekt'],
    [{ email: 'an at example' }, 'e-mailadres is geen adres zoals naam@voorbeeld.be: “an at example”'],
    [{ naam: '' }, 'naam ontbreekt'],
    [{ naam: 'An\u202EVos' }, 'naam bevat een onzichtbaar teken'],
    [{ rol: 'baas' }, 'rol kennen we niet: “baas”'],
    [{ rol: 'baas', thema: 'Vissen' }, 'rol kennen we niet: “baas” en thema’s kennen we niet: “Vissen”'],
    [{ thema: '' }, 'thema’s ontbreken'],
    [{ thema: 'Boekhouding, Vissen' }, 'thema’s kennen we niet: “Vissen”'],
    [{ sector: 'Ruimtevaart' }, 'sector kennen we niet: “Ruimtevaart”'],
    [{ toestemming: '' }, 'datum toestemming ontbreekt. Zonder toestemming bewaren we niemand'],
    [{ toestemming: '31/02/2027' }, 'datum toestemming bestaat niet op de kalender: “31/02/2027”'],
    [{ toestemming: 'vorig jaar' }, 'datum toestemming is geen datum zoals 8/05/2026: “vorig jaar”'],
    [{ toestemming: '5/05/2027' }, 'datum toestemming ligt in de toekomst'],
    [{ toestemming: '4/05/2025' }, 'de toestemming van 4 mei 2025 geldt niet meer. Vraag een nieuwe'],
    [{ bewijs: '' }, 'plaats toestemming ontbreekt'],
    [{ telefoon: 'bel me' }, 'telefoon is geen telefoonnummer: “bel me”'],
    [{ plaatsen: 'veel' }, 'plaatsen is geen getal dat we kunnen lezen: “veel”'],
  ])('%o', async (cells, sentence) => {
    const id = await uploaded(dirk, lineWith(cells))
    const html = await bodyOf(await dirk.get(paths.import(id)))
    expect(html).toContain(`<strong>Rij 2</strong>: ${sentence}`)
    expect(html).not.toContain('Importeer 1')
  })

  test('two rows for one person: the second is named, the first is written', async () => {
    const id = await imported(t, dirk, fileOf(PEOPLE_COLUMNS, personLine(1), personLine(2), personLine(1)))
    expect(await bodyOf(await dirk.get(paths.import(id)))).toContain('Rij 4</strong>: e-mailadres staat ook in rij 2')
    expect(await people()).toBe(2)
  })

  test('an address that asked us not to write is refused', async () => {
    const { id } = (await signUp(t, AMIRA)).signup
    await sayNotMe(t.deps, (await signupById(t.deps, id))!)
    const file = await uploaded(dirk, fileOf(PEOPLE_COLUMNS, personLine(1, { email: AMIRA.email })))
    expect(await bodyOf(await dirk.get(paths.import(file)))).toContain('e-mailadres nemen we niet over uit een bestand')
  })

  test('the bad rows come back as a file that can be mended and brought in again', async () => {
    const bad = personLine(1, { email: '=1+1@' })
    const id = await imported(t, dirk, fileOf(PEOPLE_COLUMNS, bad, personLine(2)))
    const answer = await dirk.post(paths.importRefused(id), {})
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    expect(text).toContain("'=1+1@")
    expect(text).toContain('e-mailadres is geen adres')
    expect(text).not.toContain('v2@example.org')

    const again = await imported(t, dirk, text.replace("'=1+1@", 'v1@example.org'))
    expect((await t.db.q.select().from(importFile).where(eq(importFile.id, again)))[0]?.unused).toEqual([])
    expect(await people()).toBe(2)
  })

  test.each([
    [
      'a column that must be there',
      'naam;e-mail\nAn;an@example.org',
      'In dit bestand ontbreekt: rol, datum toestemming',
    ],
    ['a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'Dit is geen CSV-bestand'],
    ['nothing', '', 'Kies een bestand'],
    ['titles alone', 'naam;e-mail', 'alleen een rij met titels'],
  ])('%s: the file is refused with a sentence, and what was chosen stays', async (_, content, sentence) => {
    const answer = await upload(dirk, content, { reference: 'map-9' })
    expect(answer.status).toBe(422)
    const html = await bodyOf(answer)
    expect(html).toContain(sentence)
    expect(html).toContain('value="map-9"')
    expect(await t.db.q.select().from(importFile)).toEqual([])
  })

  test('a form with nothing in it is answered in our own words', async () => {
    const body = new FormData()
    body.set('_csrf', dirk.csrf)
    body.set('programme', 'peter-meter')
    const headers = { Origin: 'http://localhost:3000' }
    const html = await bodyOf(await dirk.request(paths.imports(), { method: 'POST', headers, body }))
    expect(html).toContain('Kies wat er in het bestand staat')
    expect(html).toContain('Kies een bestand')
    expect(html).not.toMatch(/invalid|expected/i)
  })

  test('fifty megabytes are refused before they are read', async () => {
    let pulled = 0
    const body = new ReadableStream({
      pull(stream) {
        pulled++
        stream.enqueue(new Uint8Array(64 * 1024))
      },
    })
    const answer = await dirk.request(paths.imports(), {
      method: 'POST',
      headers: {
        Origin: 'http://localhost:3000',
        'Content-Length': String(50 * 1024 * 1024),
        'Content-Type': 'multipart/form-data; boundary=x',
      },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    const html = await answer.text()
    expect(html).toContain('Dit bestand is te groot')
    expect(html).toContain('Splits het bestand in delen van hoogstens 4 MB')
    expect(html).toContain(`href="${paths.imports()}">Terug naar het formulier</a>`)
    expect(pulled).toBeLessThan(3)
  })
})
