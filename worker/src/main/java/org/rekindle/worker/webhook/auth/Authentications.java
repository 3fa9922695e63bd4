// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.time.Clock;
import org.rekindle.worker.fleet.WebhookAuth;
import org.rekindle.worker.webhook.Authenticity;

/** The ways in which a sender may show who it is. */
public final class Authentications {

    private Authentications() {}

    /**
     * The way that the fleet file names, with its secrets.
     *
     * @throws org.rekindle.worker.fleet.FaultyFile when a secret cannot be used
     */
    public static Authenticity of(WebhookAuth said, Clock clock) {
        if (said instanceof WebhookAuth.ByToken token) {
            return BearerToken.of(token);
        }
        if (said instanceof WebhookAuth.ByPassword password) {
            return new BasicLogin(password.user(), password.passwordFile());
        }
        if (said instanceof WebhookAuth.BySignature signature) {
            return new HmacSignature(signature, clock);
        }
        if (said instanceof WebhookAuth.ByCertificate certificate) {
            return new ClientCertificate(certificate);
        }
        return new StandardSignature((WebhookAuth.ByStandardWebhooks) said, clock);
    }
}
