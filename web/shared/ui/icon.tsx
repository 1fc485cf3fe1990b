const paths = {
  ok: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.2 14.2-4-4 1.6-1.6 2.4 2.4 5-5 1.6 1.6Z',
  warn: 'M12 2 1 21h22Zm-1.1 7h2.2v6h-2.2Zm0 7.6h2.2v2.2h-2.2Z',
  stop: 'M8 2h8l6 6v8l-6 6H8l-6-6V8Zm.9 5.3-1.6 1.6 3.1 3.1-3.1 3.1 1.6 1.6 3.1-3.1 3.1 3.1 1.6-1.6-3.1-3.1 3.1-3.1-1.6-1.6-3.1 3.1Z',
  info: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.1 5h2.2v2.2h-2.2Zm0 3.8h2.2V17h-2.2Z',
  offline:
    'M3 4.4 4.4 3 21 19.6 19.6 21l-4.9-4.9a4 4 0 0 0-5.6.2L7.6 14.8a6 6 0 0 1 4-1.9L9.2 10.500a9.5 9.5 0 0 0-4 2.400L3.7 11.400a11.6 11.6 0 0 1 3.9-2.500ZM12 8a12 12 0 0 1 8.3 3.400l-1.5 1.500A9.8 9.8 0 0 0 13.7 10.100Z',
  basket:
    'M3 9h4l4-6 1.7 1.100L9.4 9h5.200l-3.3-4.900L13 3l4 6h4v2h-1.300l-1.6 9H5.900l-1.6-9H3Zm5 4v5h2v-5Zm6 0v5h2v-5Z',
  home: 'M12 3 2 11.500h3V21h5.500v-6h3v6H19v-9.500h3Z',
  list: 'M4 5h3v3H4Zm5 .5h11v2H9ZM4 10.500h3v3H4Zm5 .5h11v2H9ZM4 16h3v3H4Zm5 .5h11v2H9Z',
  hand: 'M3 8l9-5 9 5v9l-9 5-9-5Zm9-2.600L7.4 8 12 10.6 16.6 8ZM5 9.900v6l6 3.300v-6Zm14 0-6 3.300v6l6-3.300Z',
} as const;

export type IconName = keyof typeof paths;

/** Shapes say what colours say; beside them there is always a word. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} fill="currentColor" />
    </svg>
  );
}
