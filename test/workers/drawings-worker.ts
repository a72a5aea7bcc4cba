import { drawings } from './drawings.tsx'

export default { fetch: () => new Response(drawings()) }
