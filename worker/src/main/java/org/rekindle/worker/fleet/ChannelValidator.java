// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether each channel of {@code notify:} could be used: its keys agree, and its addresses can be called. */
final class ChannelValidator {

    private final YamlTree tree;
    private final Addressees addressees;
    private final List<ConfigFault> faults = new ArrayList<>();

    ChannelValidator(YamlTree tree, Addressees addressees) {
        this.tree = tree;
        this.addressees = addressees;
    }

    List<ConfigFault> faults() {
        for (String name : addressees.channels()) {
            for (String kind : tree.keys(Addressees.channel(name))) {
                check(name, kind, YamlTree.below(Addressees.channel(name), kind));
            }
        }
        return List.copyOf(faults);
    }

    private void check(String name, String kind, String at) {
        switch (kind) {
            case "email" -> checkEmail(name, at);
            case "slack" -> checkSlack(at);
            case "webhook" -> checkOneOf(at, "url", "urlFile");
            case "pagerduty" -> checkPagerDuty(at);
            default -> {
                // The schema says all that there is to say of the others' keys.
            }
        }
        UrlValidator.service(tree, at + "/url").ifPresent(faults::add);
    }

    private void checkPagerDuty(String at) {
        if (has(at, "url") && has(at, "region")) {
            faults.add(tree.fault(at, "has both `url` and `region`", "keep one of them"));
        }
        checkNotes(at + "/notes/receiver");
    }

    private void checkNotes(String at) {
        String receiver = tree.text(at);
        List<String> incidents = tree.keys(WebhookValidator.RECEIVERS).stream()
                .filter(name -> WebhookShape.PAGERDUTY.key().equals(shape(name)))
                .toList();
        if (receiver != null && !incidents.contains(receiver)) {
            faults.add(tree.fault(
                    at,
                    "no receiver of `webhooks` with `shape: pagerduty` is called `" + receiver + "`",
                    Suggestion.sentence(receiver, incidents)));
        }
    }

    private @Nullable String shape(String receiver) {
        return tree.text(YamlTree.below(WebhookValidator.RECEIVERS, receiver) + "/shape");
    }

    private void checkEmail(String name, String at) {
        checkPartner(at, "user", "passwordFile", "a password");
        checkPartner(at, "passwordFile", "user", "a user");
        if (tree.text(at + "/user") != null && "none".equals(tree.text(at + "/tls"))) {
            faults.add(tree.fault(
                    at + "/tls",
                    "would send the password without TLS, where everybody on the way can read it",
                    "write starttls or implicit, or remove user and passwordFile"));
        }
        if (tree.at(at + "/to").isMissingNode() && addressees.listed().contains(name)) {
            faults.add(tree.fault(
                    at + "/to",
                    "is missing, and `" + name + "` is in a list",
                    "write whom it reaches, such as [ops@example.org], or list people in place of the channel"));
        }
        checkRepeats(at + "/to");
    }

    private void checkRepeats(String list) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < tree.at(list).size(); i++) {
            String address = String.valueOf(tree.text(list + "/" + i));
            if (seen.contains(address)) {
                faults.add(tree.fault(list + "/" + i, "is there twice", "keep it once"));
            }
            seen.add(address);
        }
    }

    private void checkSlack(String at) {
        checkOneOf(at, "urlFile", "tokenFile");
        checkPartner(at, "tokenFile", "channel", "a channel to post into");
        checkPartner(at, "channel", "tokenFile", "a bot: an incoming webhook has its own channel");
    }

    private void checkPartner(String at, String key, String partner, String what) {
        if (has(at, key) && !has(at, partner)) {
            faults.add(tree.fault(at + "/" + key, "is of no use without " + what, "add `" + partner + "`"));
        }
    }

    private void checkOneOf(String at, String one, String other) {
        if (has(at, one) && has(at, other)) {
            faults.add(tree.fault(at, "has both `" + one + "` and `" + other + "`", "keep one of them"));
        }
        if (!has(at, one) && !has(at, other)) {
            faults.add(tree.fault(at, "does not say where messages go", "add `" + one + "` or `" + other + "`"));
        }
    }

    private boolean has(String at, String key) {
        return !tree.at(at + "/" + key).isMissingNode();
    }
}
