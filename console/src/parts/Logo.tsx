export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">
      <rect className="logo-ground" width="32" height="32" rx="8" />
      <path
        className="logo-bubble"
        d="M9 10.500A2.500 2.500 0 0 1 11.500 8h9a2.500 2.500 0 0 1 2.500 2.500v6a2.500 2.500 0 0 1-2.500 2.500H15l-4.500 4v-4A2.500 2.500 0 0 1 9 16.500z"
      />
      <path className="logo-tick" d="m13 13.500 2.300 2.300 4-4.300" />
    </svg>
  );
}
