import type { Context } from 'hono'

/** The fields of a sent form. What is no form, or no text, counts as not filled in; never throws on what was sent. */
export async function formFields(c: Context): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? ''
  if (/^multipart\/form-data/i.test(type)) return multipartFields(c)
  return new URLSearchParams(/^application\/x-www-form-urlencoded/i.test(type) ? await c.req.text() : '')
}

/** A sent form without a file: who chose a file has it still. */
export const isTextForm = (c: Context): boolean =>
  c.req.method === 'POST' && /^application\/x-www-form-urlencoded/i.test(c.req.header('Content-Type') ?? '')

async function multipartFields(c: Context): Promise<URLSearchParams> {
  const fields = new URLSearchParams()
  const form = await c.req.formData().catch(() => new FormData())
  for (const [name, value] of form) if (typeof value === 'string') fields.append(name, value)
  return fields
}
