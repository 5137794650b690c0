import { useEffect, useState } from 'preact/hooks'

const narrow = window.matchMedia('(max-width: 760px)')

/** Whether the page is as narrow as a phone. */
export function usePhone(): boolean {
  const [phone, setPhone] = useState(narrow.matches)
  useEffect(() => {
    const follow = () => setPhone(narrow.matches)
    narrow.addEventListener('change', follow)
    return () => narrow.removeEventListener('change', follow)
  }, [])
  return phone
}
