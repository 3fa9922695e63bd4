// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.teardown.ApprovalCheck;

/** Whether messages can reach those whom {@code notify:} names, and when. */
final class NotifyValidator {

    private final YamlTree tree;
    private final LayeredKeys keys;
    private final Addressees addressees;
    private final List<ConfigFault> faults = new ArrayList<>();

    NotifyValidator(YamlTree tree) {
        this.tree = tree;
        this.keys = LayeredKeys.ofTheTop(tree);
        this.addressees = new Addressees(tree);
        faults.addAll(new ChannelValidator(tree, addressees).faults());
    }

    List<ConfigFault> faults() {
        UrlValidator.service(tree, "/notify/link").ifPresent(faults::add);
        checkPeople();
        addressees.channels().forEach(this::checkName);
        addressees.lists().forEach(this::checkList);
        for (String block : addressees.blocks()) {
            checkTimes(block + "/questions");
            checkDays(block + "/expiry");
        }
        checkUnused();
        return List.copyOf(faults);
    }

    private void checkPeople() {
        for (int i = 0; i < tree.at("/people").size(); i++) {
            String at = "/people/" + i;
            if (Stream.of("/keys", "/passkeys", "/subject", "/email")
                    .allMatch(key -> tree.at(at + key).isMissingNode())) {
                faults.add(tree.fault(
                        at,
                        "has no key, no passkey, no subject and no e-mail address",
                        "add `keys`, `passkeys` or `subject` for a person who approves, or `email` for one who"
                                + " gets messages"));
            }
        }
    }

    /** A list that names one of two would not say which. */
    private void checkName(String channel) {
        addressees.people().stream()
                .filter(person -> ApprovalCheck.isSame(person, channel))
                .findFirst()
                .ifPresent(person -> faults.add(tree.fault(
                        Addressees.channel(channel),
                        "is named as the person `" + person + "` is, so a list that names it could mean both",
                        "give the channel another name")));
    }

    private void checkList(String list) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tree.at(list).size(); i++) {
            String at = list + "/" + i;
            String name = tree.text(at);
            if (name == null) {
                continue;
            }
            if (!seen.add(name)) {
                faults.add(tree.fault(at, "`" + name + "` is there twice", "keep it once"));
            } else if (addressees.people().contains(name)) {
                checkPerson(at, name);
            } else if (!addressees.channels().contains(name)) {
                faults.add(tree.fault(
                        at,
                        "`" + name + "` is neither a channel nor a person",
                        Suggestion.sentence(name, addressees.names())));
            }
        }
    }

    private void checkPerson(String at, String name) {
        List<String> channels = addressees.emailChannels();
        if (addressees.email(name) == null) {
            faults.add(
                    tree.fault(at, "`" + name + "` has no e-mail address", "add `email` to this person under people:"));
        }
        if (channels.isEmpty()) {
            faults.add(tree.fault(
                    at,
                    "`" + name + "` is reached by e-mail, and no channel is of kind email",
                    "add one under `notify.channels`, such as mail: {email: {server: smtp.example.org, from: ...}}"));
        } else if (channels.size() > 1) {
            faults.add(tree.fault(
                    at,
                    "`" + name + "` is reached by e-mail, and " + channels.size() + " channels are of that kind: "
                            + String.join(", ", channels),
                    "keep one of them, or list a channel whose `to` has this person's address"));
        }
    }

    private void checkTimes(String questions) {
        Duration before = null;
        for (int i = 0; i < tree.at(questions).size(); i++) {
            String at = questions + "/" + i;
            Optional<Duration> after = after(at);
            if (after.isEmpty()) {
                continue;
            }
            if (before != null && after.get().compareTo(before) <= 0) {
                faults.add(tree.fault(
                        at + "/after",
                        "is " + words(after.get()) + ", not later than the step before it (" + words(before) + ")",
                        "write the steps in the order of their times, and one step for each time"));
            }
            before = after.get();
        }
    }

    /** The time of a step; empty when it is none, which is a fault of its own. */
    private Optional<Duration> after(String question) {
        String text = tree.text(question + "/after");
        if (text == null) {
            return tree.at(question + "/after").isMissingNode() ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        if (Durations.isTooLong(text)) {
            faults.add(tree.fault(
                    question + "/after", "is longer than 3650d, which is ten years", "use a time such as 30m or 2h"));
        }
        return Durations.find(text);
    }

    private static String words(Duration after) {
        if (after.isZero()) {
            return "at once";
        }
        return Text.of(after);
    }

    private void checkDays(String expiry) {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < tree.at(expiry).size(); i++) {
            int days = tree.at(expiry + "/" + i).asInt(0);
            if (!seen.add(days)) {
                faults.add(tree.fault(expiry + "/" + i, days + " is there twice", "keep it once"));
            }
        }
        if (!seen.isEmpty() && clustersUnder(expiry).stream().noneMatch(this::tellsAlways)) {
            faults.add(tree.fault(
                    expiry, "has no effect, since it is for those of `always`, which is empty", "add `always`"));
        }
    }

    private List<String> clustersUnder(String expiry) {
        return tree.keys("/clusters").stream()
                .filter(cluster -> keys.where(cluster, "/notify/expiry").equals(expiry))
                .toList();
    }

    private boolean tellsAlways(String cluster) {
        return !keys.at(cluster, "/notify/always").isEmpty();
    }

    private void checkUnused() {
        Set<String> listed = addressees.listed();
        Set<String> meant = new HashSet<>(listed);
        listed.stream()
                .filter(name -> !addressees.names().contains(name))
                .flatMap(name -> Suggestion.of(name, addressees.names()).stream())
                .forEach(meant::add);
        boolean tellsPeople = addressees.people().stream().anyMatch(meant::contains);
        for (String channel : addressees.channels()) {
            boolean carriesPeople = tellsPeople && addressees.emailChannels().contains(channel);
            if (!meant.contains(channel) && !carriesPeople) {
                faults.add(tree.fault(
                        Addressees.channel(channel),
                        "is in no list, so no message goes there",
                        "name it under `always` or under `tell` of `questions`, or remove it"));
            }
        }
    }
}
