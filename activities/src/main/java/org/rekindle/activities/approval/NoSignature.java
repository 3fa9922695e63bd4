// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

/** What is no signature of the format SSHSIG, with a sentence that says why. */
final class NoSignature extends Exception {

    private static final long serialVersionUID = 1;

    private final String sentence;

    NoSignature(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
