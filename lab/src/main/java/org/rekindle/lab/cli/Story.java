// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.cli.OutputOption;

/** Where the story of a run goes. */
final class Story {

    private Story() {}

    /** To standard output, or to standard error where standard output is for the result alone. */
    static Talk beside(OutputOption output) {
        if (output.isJson()) {
            return new Talk(System.err);
        }
        return new Talk(System.out);
    }
}
