// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files with which senders of alerts, readers of the fleet page, and Rekindle at the identity provider show who they are. */
final class WebhookFiles {

    private final YamlTree tree;
    private final PathResolver places;
    private final List<ConfigFault> faults = new ArrayList<>();

    private WebhookFiles(YamlTree tree, PathResolver places) {
        this.tree = tree;
        this.places = places;
    }

    /** A fault for each file that is not there or cannot be used. Nothing of a secret is quoted. */
    static List<ConfigFault> faults(YamlTree tree, PathResolver places) {
        WebhookFiles files = new WebhookFiles(tree, places);
        files.checkToken("/webhooks/tokenFile");
        for (String name : tree.keys(WebhookValidator.RECEIVERS)) {
            files.checkReceiver(YamlTree.below(WebhookValidator.RECEIVERS, name) + "/auth");
        }
        files.check("/page/login/passwordFile", WebhookSecrets::textProblem);
        files.check("/oidc/clientSecretFile", WebhookSecrets::textProblem);
        files.checkTls(WebhookMaker.tls(tree, places));
        return List.copyOf(files.faults);
    }

    private void checkToken(String at) {
        String name = tree.text(at);
        if (name != null && !places.resolve(name).toFile().isFile()) {
            faults.add(tree.fault(
                    at,
                    "there is no file " + places.resolve(name),
                    "make it with `umask 077; openssl rand -hex 32 > " + name + "`"));
        }
    }

    private void checkTls(@Nullable ListenerTls tls) {
        check("/webhooks/tls/certificateFile", TlsFiles::certificateProblem);
        check(WebhookValidator.CLIENT_AUTHORITY, TlsFiles::certificateProblem);
        if (tls != null) {
            check("/webhooks/tls/keyFile", key -> TlsFiles.keyProblem(tls));
        }
    }

    private void checkReceiver(String auth) {
        checkAll(auth + "/bearer/tokenFiles", WebhookSecrets::textProblem);
        checkAll(auth + "/hmac/secretFiles", WebhookSecrets::textProblem);
        checkAll(auth + "/standardWebhooks/secretFiles", WebhookSecrets::keyProblem);
        check(auth + "/basic/passwordFile", WebhookSecrets::textProblem);
    }

    private void checkAll(String list, Function<Path, Optional<WebhookSecrets.Problem>> look) {
        for (int i = 0; i < tree.at(list).size(); i++) {
            check(list + "/" + i, look);
        }
    }

    private void check(String at, Function<Path, Optional<WebhookSecrets.Problem>> look) {
        String name = tree.text(at);
        if (name != null) {
            look.apply(places.resolve(name))
                    .ifPresent(found -> faults.add(tree.fault(at, found.problem(), found.cure())));
        }
    }
}
