/* Stand-in for Wine 8's own colour DLL, in which a function that Qt calls aborts: here each says "not supported".
 * For the build machine only, never shipped. */
#include <windows.h>

#define EXPORT __declspec(dllexport)

static void refuse(void) { SetLastError(ERROR_NOT_SUPPORTED); }

EXPORT BOOL WINAPI WcsGetDefaultColorProfile(int scope, const WCHAR *device, int type, int subtype, DWORD id,
                                             DWORD size, WCHAR *name) { refuse(); return FALSE; }
EXPORT BOOL WINAPI WcsGetDefaultColorProfileSize(int scope, const WCHAR *device, int type, int subtype, DWORD id,
                                                 DWORD *size) { refuse(); return FALSE; }
EXPORT void *WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    refuse();
    return NULL;
}
EXPORT void *WINAPI WcsOpenColorProfileW(void *colour, void *appearance, void *gamut, DWORD access, DWORD share,
                                         DWORD creation, DWORD flags) { refuse(); return NULL; }
EXPORT BOOL WINAPI CloseColorProfile(void *profile) { return TRUE; }
EXPORT void *WINAPI WcsCreateIccProfile(void *profile, DWORD options) { refuse(); return NULL; }
EXPORT BOOL WINAPI GetColorProfileFromHandle(void *profile, BYTE *bytes, DWORD *size) { refuse(); return FALSE; }
EXPORT BOOL WINAPI GetColorDirectoryW(const WCHAR *machine, WCHAR *folder, DWORD *size) { refuse(); return FALSE; }
EXPORT BOOL WINAPI GetStandardColorSpaceProfileW(const WCHAR *machine, DWORD id, WCHAR *name, DWORD *size)
{
    refuse();
    return FALSE;
}
