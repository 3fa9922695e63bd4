// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.util.regex.Pattern;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Kind;

/** What a scalar without quotes is to PyYAML, which openstacksdk uses to read its files. The patterns are PyYAML's. */
final class ScalarKind {

    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUE = Pattern.compile("yes|Yes|YES|true|True|TRUE|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("no|No|NO|false|False|FALSE|off|Off|OFF");
    private static final Pattern INTEGER = Pattern.compile("[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)"
            + "|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|[-+]?\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
            + "(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?"
            + "(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?");

    /** Numbers that Python writes as they are written here. */
    private static final Pattern AS_WRITTEN =
            Pattern.compile("0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]{0,9})\\.(?:0|[0-9]{0,3}[1-9])");

    private ScalarKind() {}

    static Kind ofPlain(String written) {
        if (NULL.matcher(written).matches()) {
            return Kind.NULL;
        }
        if (TRUE.matcher(written).matches()) {
            return Kind.TRUE;
        }
        if (FALSE.matcher(written).matches()) {
            return Kind.FALSE;
        }
        boolean isTyped = INTEGER.matcher(written).matches()
                || FLOAT.matcher(written).matches()
                || TIME.matcher(written).matches();
        if (isTyped && !AS_WRITTEN.matcher(written).matches()) {
            return Kind.REWRITTEN;
        }
        return Kind.TEXT;
    }
}
