// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.workflows.model.approval.ApprovalText;

/** Has a person log in at the identity provider to approve. */
@FunctionalInterface
interface ProviderLogin {

    /**
     * Waits for the login.
     *
     * @param out where the person is told what to do
     * @return the ID token, which is never printed
     * @throws CliFailure when there is none that approves the text, with the cure
     */
    String idToken(OidcSigners signers, ApprovalText text, PrintWriter out);
}
