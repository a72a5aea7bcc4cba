/** Words of the mails pages. */
export const mails = {}
