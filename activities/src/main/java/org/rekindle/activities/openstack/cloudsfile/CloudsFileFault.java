// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.nio.file.Path;

/** A file beside or with the clouds cannot be used. What it says holds nothing of the file, which may hold secrets. */
public final class CloudsFileFault extends Exception {

    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final String problem;
    private final String cure;

    /** @param line counted from 1; 0 when it is the file as a whole */
    CloudsFileFault(Path file, int line, String problem, String cure) {
        super(file + (line == 0 ? "" : ", line " + line) + ": " + problem + "; " + cure + ".");
        this.file = file.toString();
        this.line = line;
        this.problem = problem;
        this.cure = cure;
    }

    /** The file, which may be the one beside the one that was asked for. */
    public String file() {
        return file;
    }

    /** Counted from 1. */
    public int line() {
        return Math.max(1, line);
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }

    /** What to do about it. */
    public String cure() {
        return cure;
    }
}
