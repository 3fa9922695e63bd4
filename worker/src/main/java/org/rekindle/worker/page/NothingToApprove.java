// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

/** Why nothing can be approved, in a sentence. */
final class NothingToApprove extends Exception {

    private static final long serialVersionUID = 1;

    NothingToApprove(String sentence) {
        super(sentence);
    }
}
