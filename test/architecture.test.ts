import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { PROGRAMMES, type Programme } from '../src/domain/programmes.ts'

/* The house rules that a compiler does not know. Each failure names the file and what it should not do. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MOST_LINES = 250

type Source = { path: string; text: string; imports: { from: string; typeOnly: boolean }[] }

const sources = ['src', 'db', 'views', 'test', 'bench'].flatMap((folder) => filesUnder(folder)).map(read)
const production = sources.filter(({ path }) => /^(src|db|views)\//.test(path))
const inFolder = (folder: string) => sources.filter(({ path }) => path.startsWith(folder))

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
}

function read(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const statements = [
    ...text.matchAll(
      /^(?:import|export)\s+(type\s+)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gms,
    ),
  ]
  const imports = statements.map(([, type, from, bare, dynamic]) => {
    const target = from ?? bare ?? dynamic ?? ''
    const own = target.startsWith('.')
    return { from: own ? relative(ROOT, join(ROOT, dirname(path), target)) : target, typeOnly: type !== undefined }
  })
  return { path, text, imports }
}

const violations = (files: Source[], isWrong: (target: string, typeOnly: boolean, path: string) => boolean): string[] =>
  files.flatMap(({ path, imports }) =>
    imports.filter(({ from, typeOnly }) => isWrong(from, typeOnly, path)).map(({ from }) => `${path} imports ${from}`),
  )

const isOwn = (target: string) => /^(src|db|views|static|test|bench)\//.test(target)

describe('layers import only what they may', () => {
  test('the domain knows only itself, zod to say what is well-formed, and a parser of CSV to read a file', () => {
    const pure = ['zod', 'csv-parse/sync']
    expect(
      violations(inFolder('src/domain/'), (target) => !target.startsWith('src/domain/') && !pure.includes(target)),
    ).toEqual([])
  })

  test('the database knows the domain, never a page or a route', () => {
    expect(violations(inFolder('db/'), (target) => /^(views\/|src\/routes\/|hono)/.test(target))).toEqual([])
  })

  test('views know the domain and types, never the database or a route', () => {
    const wrong = (target: string, typeOnly: boolean) =>
      isOwn(target) && !/^(views\/|src\/domain\/|src\/paths)/.test(target) && !typeOnly
    expect(violations(inFolder('views/'), wrong)).toEqual([])
  })

  test('routes do not know each other', () => {
    expect(violations(inFolder('src/routes/'), (target) => target.startsWith('src/routes/'))).toEqual([])
  })

  test('nothing of Node reaches the worker', () => {
    const byPath = new Map(sources.map((source) => [source.path, source]))
    const reached = new Set<string>()
    const visit = (path: string) => {
      if (reached.has(path)) return
      reached.add(path)
      for (const { from, typeOnly } of byPath.get(path)?.imports ?? []) if (isOwn(from) && !typeOnly) visit(from)
    }
    visit('src/worker.ts')

    const files = sources.filter(({ path }) => reached.has(path))
    expect(files.length).toBeGreaterThan(40)
    const wrong = (target: string, typeOnly: boolean) =>
      !typeOnly && /^(node:|fs$|path$|@hono\/node-server|@libsql\/client|tsx)/.test(target)
    expect(violations(files, wrong)).toEqual([])
  })

  test('no import goes round in a circle', () => {
    const edges = new Map(
      production.map(({ path, imports }) => [
        path,
        imports.filter(({ from, typeOnly }) => isOwn(from) && !typeOnly).map(({ from }) => from),
      ]),
    )
    const done = new Set<string>()
    const circle = (path: string, trail: string[]): string[] | undefined => {
      if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
      if (done.has(path)) return undefined
      for (const next of edges.get(path) ?? []) {
        const found = circle(next, [...trail, path])
        if (found) return found
      }
      done.add(path)
      return undefined
    }
    for (const { path } of production) expect(circle(path, [])).toBeUndefined()
  })
})

const lines = (files: Source[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )

describe('habits', () => {
  test('the domain reads no clock, chance or environment', () => {
    expect(
      lines(inFolder('src/domain/'), /Date\.now|new Date\(\)|Math\.random|process\.|crypto\.|performance\./),
    ).toEqual([])
  })

  test('no escape from the type checker', () => {
    expect(lines(production, /\bas (any|unknown|never)\b|: any\b(?! \w)|<any>|@ts-|biome-ignore/)).toEqual([])
  })

  test('raw markup only where a reason stands beside it', () => {
    const allowed = new Set(['views/layout.tsx', 'views/parts.tsx', 'views/staff/desk.tsx'])
    const files = production.filter(({ path }) => !allowed.has(path))
    expect(lines(files, /\braw\(|dangerouslySetInnerHTML|\bon(click|change|submit|input)=|style=/)).toEqual([])
  })

  test('a path is spelled in paths.ts and nowhere else', () => {
    const files = production.filter(({ path }) => path !== 'src/paths.ts')
    expect(lines(files, /(href|action|redirect\(|hx-\w+)[=(]?["'`{(]*\/[a-z]/)).toEqual([])
  })

  test('no programme, and nobody who sends people to one, is known by name but where it is defined', () => {
    const all = Object.values<Programme>(PROGRAMMES)
    const partners = all.flatMap((each) => each.partners.map(({ name }) => name))
    const named = new RegExp(`'(${Object.keys(PROGRAMMES).join('|')})'|\\b(${partners.join('|')})\\b`)
    const others = production.filter(({ path }) => !path.startsWith('src/domain/programmes'))
    expect(lines(others, named)).toEqual([])
  })

  test('SQL is built by drizzle or bound, never from pieces of text', () => {
    expect(lines(production, /sql\.raw\(|execute\(`[^`]*\$\{/)).toEqual([])
  })

  test('no test is skipped or alone', () => {
    expect(lines(inFolder('test/'), /\b(it|test|describe)\.(skip|only|todo)\b/)).toEqual([])
  })

  test(`no file is over ${MOST_LINES} lines, but for the schema`, () => {
    const long = sources.filter(({ path, text }) => path !== 'db/schema.ts' && text.split('\n').length - 1 > MOST_LINES)
    expect(long.map(({ path }) => path)).toEqual([])
  })
})
