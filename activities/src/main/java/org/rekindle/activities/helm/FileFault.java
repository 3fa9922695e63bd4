// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.nio.file.Path;

/**
 * Why a values file or a chart cannot be deployed. It quotes no value of the file.
 *
 * @param line counted from 1; 0 where no line is to blame
 * @param problem such as {@code is encrypted by sops}
 * @param cure what to do
 */
public record FileFault(Path file, int line, String problem, String cure) {

    /** {@code FILE, line 3: what is wrong; cure}. */
    @Override
    public String toString() {
        return file + (line == 0 ? " " : ", line " + line + ": ") + problem + "; " + cure;
    }

    /** The same fault of a part of the file. */
    FileFault in(String part) {
        return new FileFault(file, line, "holds " + part + ", which " + problem, cure);
    }

    /** The same fault of the file that this one was made from. */
    FileFault of(Path original) {
        return new FileFault(original, line, problem, cure);
    }
}
