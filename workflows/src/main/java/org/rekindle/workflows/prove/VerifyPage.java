// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.prove;

import org.rekindle.workflows.model.run.ProofResult;
import org.rekindle.workflows.model.run.VerifyView;

/** The page of a verification that the Temporal UI shows, in Markdown. */
final class VerifyPage {

    private VerifyPage() {}

    static String of(VerifyView view) {
        StringBuilder page = new StringBuilder("**" + view.sentence() + "**\n");
        if (view.certificateNotAfter() != null) {
            page.append("\nThe served certificate expires at ")
                    .append(view.certificateNotAfter())
                    .append(".\n");
        }
        page.append("\n| proof | state | what was seen |\n|---|---|---|\n");
        for (ProofResult result : view.proofs()) {
            page.append("| ")
                    .append(result.proof())
                    .append(" | ")
                    .append(result.state())
                    .append(" | ")
                    .append(cell(result.sentence()))
                    .append(" |\n");
        }
        if (view.rescue() != null) {
            page.append("\n").append(cell(view.rescue())).append("\n");
        }
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
