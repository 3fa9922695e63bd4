// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import io.temporal.failure.ApplicationFailure;
import java.io.PrintWriter;
import org.rekindle.activities.approval.oidc.DeviceLogin;
import org.rekindle.activities.approval.oidc.IdTokenCheck;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.activities.approval.oidc.ProviderTrouble;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.ApprovalText;

/** The login on a device of the person's choice: it needs no browser on this machine, and no way from the provider to it. */
final class DeviceProviderLogin implements ProviderLogin {

    @Override
    public String idToken(OidcSigners signers, ApprovalText text, PrintWriter out) {
        try {
            DeviceLogin login = DeviceLogin.begin(signers.client(), text);
            out.println("Log in as " + text.by() + " on any device, within " + Text.of(login.validFor()) + ":");
            out.println();
            out.println("  " + login.page());
            out.println("  code " + login.code());
            out.println();
            out.println(
                    "Never type a code that another person gave you: your login approves what that person asked for.");
            out.flush();
            String token = login.await();
            // The worker checks it too. Here the person can still choose another way.
            String objection = new IdTokenCheck(signers).check(text, token).objection();
            if (objection != null) {
                throw new CliFailure(ExitCode.FAILED, objection);
            }
            return token;
        } catch (ProviderTrouble trouble) {
            throw new CliFailure(ExitCode.FAILED, trouble.sentence(), trouble);
        } catch (ApplicationFailure unavailable) {
            throw new CliFailure(ExitCode.FAILED, unavailable.getOriginalMessage(), unavailable);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure(ExitCode.FAILED, "Interrupted before the login; nothing was approved.", e);
        }
    }
}
