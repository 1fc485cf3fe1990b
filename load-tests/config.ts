/** Where programs are looked for. */
export const executablePath = process.env.PATH ?? '';
