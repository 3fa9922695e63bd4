// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

/** Why the identity provider gave no answer that can be used, in a sentence without secrets and tokens. */
public final class ProviderTrouble extends Exception {

    private static final long serialVersionUID = 1;

    private final String sentence;

    ProviderTrouble(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    ProviderTrouble(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** What to tell a person. */
    public String sentence() {
        return sentence;
    }
}
