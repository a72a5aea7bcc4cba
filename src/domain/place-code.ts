/**
 * Where a consent on paper lies, as a code: letters, digits and dashes, with a digit in it ("map-3-14"). It stays in the
 * ledger when a person is erased, so nothing fits in it in which somebody would write a name by the way.
 */
export const isPlaceCode = (text: string): boolean => /^(?=[^\d]*\d)[A-Za-z\d-]{1,20}$/.test(text)
