/** Whether an address names a record: every id is a UUID (RFC 9562). Pure. */
export const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
