/* Stand-in for a Windows DLL that Wine 8 lacks: random bytes. For the build machine only, never shipped. */
#include <windows.h>

#define LARGEST_CALL 0x10000000

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom, in advapi32 */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    while (length) {
        ULONG part = length > LARGEST_CALL ? LARGEST_CALL : (ULONG)length;
        if (!SystemFunction036(buffer, part))
            return FALSE;
        buffer += part;
        length -= part;
    }
    return TRUE;
}
