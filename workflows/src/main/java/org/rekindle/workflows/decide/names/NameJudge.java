// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.names;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.NameAnswer;
import org.rekindle.workflows.model.observation.NameSighting;

/**
 * Decides whether a name leads to an address. The zone's own servers count more than a resolver: what they say is what is, and what a
 * resolver says may be what was. A name is right when it leads to one of the wanted addresses and to no other, since users are sent to
 * each address that a name has.
 */
public final class NameJudge {

    private final NameSighting seen;
    private final List<String> wanted;

    private NameJudge(NameSighting seen, List<String> wanted) {
        this.seen = seen;
        this.wanted = wanted;
    }

    /**
     * Decides.
     *
     * @param wanted addresses in the form of the sighting's, one at least
     */
    public static NameVerdict judge(NameSighting seen, List<String> wanted) {
        return new NameJudge(seen, wanted).judge();
    }

    private NameVerdict judge() {
        List<NameAnswer> answered =
                seen.authorities().stream().filter(NameAnswer::isAnswered).toList();
        if (answered.isEmpty()) {
            return byResolverAlone();
        }
        NameVerdict verdict = by(answered);
        return new NameVerdict(verdict.state(), verdict.sentence() + silent());
    }

    private NameVerdict by(List<NameAnswer> answered) {
        Optional<NameAnswer> wrong =
                answered.stream().filter(answer -> !isRight(answer)).findFirst();
        if (wrong.isEmpty()) {
            return byResolver(answered);
        }
        if (answered.stream().anyMatch(this::isRight)) {
            return timeCures(seen.name() + " is right at some of the servers of " + seen.zone() + ", and "
                    + wrong.get().server() + " still says " + leads(wrong.get())
                    + ": it has an older copy of the zone. If that lasts, look at the transfer of the zone to it.");
        }
        return new NameVerdict(NameVerdict.State.WRONG, fault(wrong.get()));
    }

    private boolean isRight(NameAnswer answer) {
        return !answer.addresses().isEmpty() && wanted.containsAll(answer.addresses());
    }

    /** What is wrong at the source, and what cures it. */
    private String fault(NameAnswer answer) {
        if (isWildcard(answer)) {
            return seen.name() + " has no record of its own: a wildcard of " + seen.zone() + " answers for it, with "
                    + leads(answer) + ". " + set();
        }
        if (!answer.aliases().isEmpty()) {
            String target = answer.aliases().get(answer.aliases().size() - 1);
            return seen.name() + " is an alias (CNAME) of " + target + ", which leads to " + leads(answer)
                    + ". Change the records of " + target + ", or replace the alias: "
                    + NameRecords.of(seen.name(), wanted) + ".";
        }
        if (answer.addresses().isEmpty()) {
            return seen.name() + " has no address in " + seen.zone() + ". " + set();
        }
        List<String> others = others(answer);
        if (others.size() == answer.addresses().size()) {
            return seen.name() + " leads to " + leads(answer) + " and not to " + joined(wanted) + ". " + set()
                    + " Resolvers keep the old record for up to " + Text.of(answer.ttl()) + ".";
        }
        if (others.stream().allMatch(NameRecords::isIpv6)) {
            return seen.name() + " leads to " + joined(wanted) + ", and by IPv6 still to " + joined(others)
                    + ", which browsers try first. Delete that AAAA record.";
        }
        return seen.name() + " leads to " + joined(wanted) + ", and for some users still to " + joined(others)
                + ". Delete the record of that address.";
    }

    /** A name that nobody has made leads to the same place. */
    private boolean isWildcard(NameAnswer answer) {
        return answer.aliases().isEmpty()
                && !answer.addresses().isEmpty()
                && new HashSet<>(seen.wildcard()).equals(new HashSet<>(answer.addresses()));
    }

    private NameVerdict byResolver(List<NameAnswer> answered) {
        NameAnswer resolver = seen.resolver();
        String right = seen.name() + " leads to " + leads(answered.get(0)) + ", by "
                + Text.count(answered.size(), "server") + " of " + seen.zone();
        if (!resolver.isAnswered()) {
            return right(right + ". The resolver " + resolver.server() + " was not heard: " + resolver.trouble());
        }
        if (isRight(resolver)) {
            return right(right + " and by the resolver " + resolver.server() + ".");
        }
        if (resolver.addresses().isEmpty()) {
            return timeCures(right + ". The resolver " + resolver.server()
                    + " still keeps that there is no such record. Wait, or have it forget the name.");
        }
        return timeCures(right + ". The resolver " + resolver.server() + " still keeps " + leads(resolver) + " for "
                + Text.of(resolver.ttl()) + ". Wait, or have it forget the name.");
    }

    private NameVerdict byResolverAlone() {
        NameAnswer resolver = seen.resolver();
        if (!resolver.isAnswered()) {
            return timeCures("Nobody says where " + seen.name() + " leads. " + unheard() + " The resolver "
                    + resolver.server() + ": " + resolver.trouble());
        }
        String said = " So the resolver " + resolver.server() + " alone was looked at: ";
        if (isRight(resolver)) {
            return right(unheard() + said + seen.name() + " leads to " + leads(resolver) + ".");
        }
        return new NameVerdict(
                NameVerdict.State.WRONG,
                unheard() + said + seen.name() + " leads to " + leads(resolver) + " and not to " + joined(wanted) + ". "
                        + set() + kept(resolver));
    }

    private static String kept(NameAnswer resolver) {
        if (resolver.addresses().isEmpty()) {
            return " If that is done, it still keeps that there was none: wait.";
        }
        return " If that is done, it keeps the old answer for " + Text.of(resolver.ttl()) + " more.";
    }

    private String unheard() {
        if (seen.zone() == null || seen.authorities().isEmpty()) {
            return "No server was found that holds the zone of " + seen.name() + ".";
        }
        return "No server of " + seen.zone() + " was heard (" + troubles() + ").";
    }

    private String silent() {
        String troubles = troubles();
        if (troubles.isEmpty()) {
            return "";
        }
        return " Not heard: " + troubles + ".";
    }

    private String troubles() {
        return seen.authorities().stream()
                .filter(answer -> !answer.isAnswered())
                .map(answer -> answer.server() + ": " + answer.trouble())
                .collect(Collectors.joining("; "))
                .replaceAll("\\.(?=;|$)", "");
    }

    private String set() {
        return "Set " + NameRecords.of(seen.name(), wanted) + ".";
    }

    private List<String> others(NameAnswer answer) {
        return answer.addresses().stream()
                .filter(address -> !wanted.contains(address))
                .toList();
    }

    private static String leads(NameAnswer answer) {
        if (answer.addresses().isEmpty()) {
            return "no address";
        }
        return joined(answer.addresses());
    }

    private static String joined(List<String> addresses) {
        return String.join(", ", addresses);
    }

    private static NameVerdict right(String sentence) {
        return new NameVerdict(NameVerdict.State.RIGHT, sentence);
    }

    private static NameVerdict timeCures(String sentence) {
        return new NameVerdict(NameVerdict.State.TIME_CURES, sentence);
    }
}
