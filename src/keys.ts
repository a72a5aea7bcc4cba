/**
 * All secrets of this installation come from one SECRET: each use has its own message prefix, so that a value made for
 * one purpose is worth nothing for another.
 */
export type Keys = {
  /** base64url HMAC-SHA-256 of (purpose, parts): 43 characters, 256 bits. */
  mac(purpose: string, ...parts: (string | number)[]): Promise<string>
  /** What the secrets before this one would have given, newest first: what was given out under them still counts. */
  earlierMacs(purpose: string, ...parts: (string | number)[]): Promise<string[]>
}

/**
 * Made with the lasting secret, whatever came after it. A blocked pair and an address that wants no mail are known by
 * such a hash alone when their data is gone; the others are worth nothing without a random value that only one
 * browser holds. So a secret that leaked can stay for these, and open nothing.
 */
const LASTING = ['pair', 'address', 'csrf', 'phone']

/** `previous`: the secrets before this one, newest first. `lasting`: the first one of all. */
export async function makeKeys(
  secret: string,
  previous: string[] = [],
  lasting = previous.at(-1) ?? secret,
): Promise<Keys> {
  const current = await signer(secret)
  const earlier = await Promise.all(previous.map(signer))
  const first = await signer(lasting)
  return {
    mac: async (purpose, ...parts) => (LASTING.includes(purpose) ? first : current)(message(purpose, parts)),
    earlierMacs: (purpose, ...parts) => Promise.all(earlier.map(async (sign) => sign(message(purpose, parts)))),
  }
}

/** Whether this is what `mac` gives, or gave under an earlier secret. */
export async function isMac(keys: Keys, value: string, purpose: string, ...parts: (string | number)[]) {
  const macs = [await keys.mac(purpose, ...parts), ...(await keys.earlierMacs(purpose, ...parts))]
  return macs.some((mac) => sameSecret(value, mac))
}

/** What `mac` gave when its hash was stored, under whatever secret was in use then; without such a hash, what it gives now. */
export async function macInUse(keys: Keys, hash: string | undefined, purpose: string, ...parts: (string | number)[]) {
  const mac = await keys.mac(purpose, ...parts)
  for (const earlier of await keys.earlierMacs(purpose, ...parts)) if ((await sha256(earlier)) === hash) return earlier
  return mac
}

/** SHA-256 as hex: what the database keeps of a token, and of a consent text. */
export async function sha256(text: string): Promise<string> {
  if (native?.hash) return native.hash('sha256', text, 'hex')
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** 256 random bits, base64url. */
export const randomToken = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)).buffer)

/** UUIDv7 (RFC 9562): sorts by time, which keeps the primary key's tree compact. Not a secret. */
export function uuidv7(now: number): string {
  const time = now.toString(16).padStart(12, '0')
  // Of a random UUIDv4 all that follows its version: the same variant, 74 random bits.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}

/** Compares without telling by its time where two strings differ. */
export function sameSecret(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

/*
 * WebCrypto goes to a thread and back for every hash: 35 µs, where Node's own takes 2 (a sign-up needs a dozen).
 * Asked for at run time, because nothing of Node may be imported here; without it, WebCrypto does the same.
 */
const native = globalThis.process?.getBuiltinModule?.('node:crypto')

type Sign = (message: string) => string | Promise<string>

const message = (purpose: string, parts: (string | number)[]) => [purpose, ...parts].join('\n')

const signer = async (secret: string): Promise<Sign> =>
  native ? nativeSigner(native, secret) : await webSigner(secret)

const nativeSigner =
  ({ createHmac }: NonNullable<typeof native>, secret: string): Sign =>
  (text) =>
    createHmac('sha256', secret).update(text).digest('base64url')

async function webSigner(secret: string): Promise<Sign> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encode(secret), algorithm, false, ['sign'])
  return async (message) => base64url(await crypto.subtle.sign('HMAC', key, encode(message)))
}

const encode = (text: string) => new TextEncoder().encode(text)

const base64url = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
