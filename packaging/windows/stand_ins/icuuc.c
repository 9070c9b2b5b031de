/* Stand-in for a Windows DLL that Wine 8 lacks: Qt looks text converters up in it, and each look-up fails here,
 * as if ICU had no data. For the build machine only, never shipped. */
#include <stddef.h>

#define EXPORT __declspec(dllexport)
#define NOT_FOUND 4 /* U_FILE_ACCESS_ERROR */

typedef int error_code;

static void fail(error_code *error)
{
    if (error)
        *error = NOT_FOUND;
}

EXPORT void *ucnv_open(const char *name, error_code *error) { fail(error); return NULL; }
EXPORT void ucnv_close(void *converter) {}
EXPORT void ucnv_reset(void *converter) {}
EXPORT signed char ucnv_getMaxCharSize(const void *converter) { return 1; }
EXPORT const char *ucnv_getName(const void *converter, error_code *error) { fail(error); return ""; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int number) { return NULL; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, error_code *error)
{
    fail(error);
    return NULL;
}

EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void ucnv_getToUCallBack(const void *converter, void **action, const void **context)
{
    if (action)
        *action = NULL;
    if (context)
        *context = NULL;
}
EXPORT void ucnv_getFromUCallBack(const void *converter, void **action, const void **context)
{
    ucnv_getToUCallBack(converter, action, context);
}
EXPORT void ucnv_setToUCallBack(void *converter, void *action, const void *context, void **old_action,
                                const void **old_context, error_code *error) { fail(error); }
EXPORT void ucnv_setFromUCallBack(void *converter, void *action, const void *context, void **old_action,
                                  const void **old_context, error_code *error) { fail(error); }
EXPORT void ucnv_cbToUWriteUChars(void *arguments, const void *source, int length, int offset, error_code *error)
{
    fail(error);
}
EXPORT void ucnv_cbFromUWriteUChars(void *arguments, const void **source, const void *limit, int offset,
                                    error_code *error) { fail(error); }

EXPORT void ucnv_toUnicode(void *converter, void **target, const void *target_limit, const char **source,
                           const char *source_limit, int *offsets, signed char flush, error_code *error)
{
    fail(error);
}
EXPORT void ucnv_fromUnicode(void *converter, char **target, const char *target_limit, const void **source,
                             const void *source_limit, int *offsets, signed char flush, error_code *error)
{
    fail(error);
}
EXPORT int ucnv_toUCountPending(const void *converter, error_code *error) { fail(error); return 0; }
EXPORT int ucnv_fromUCountPending(const void *converter, error_code *error) { fail(error); return 0; }
