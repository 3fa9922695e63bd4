// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.secrets.SecretFile;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.fleet.Rfc2136Provider;
import org.rekindle.workflows.model.run.FailureCode;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.TextParseException;

/** The primary server of a zone, by TCP. Every message to it is signed by TSIG (RFC 8945), and so must be each of its answers. */
final class PrimaryServer {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** The connection is kept from call to call, and the server may have closed it. */
    private static final int TRIES = 2;

    private final Rfc2136Provider provider;
    private final SimpleResolver connection;

    private PrimaryServer(Rfc2136Provider provider, SimpleResolver connection) {
        this.provider = provider;
        this.connection = connection;
    }

    /** Reads the key's file and finds the server's address; both may change between two calls. */
    static PrimaryServer of(Rfc2136Provider provider) {
        SimpleResolver connection = new SimpleResolver(address(provider));
        connection.setTCP(true);
        connection.setTimeout(ANSWER);
        connection.setTSIGKey(key(provider));
        return new PrimaryServer(provider, connection);
    }

    private static InetSocketAddress address(Rfc2136Provider provider) {
        try {
            return new InetSocketAddress(InetAddress.getByName(provider.server()), provider.port());
        } catch (UnknownHostException e) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    "The name of the DNS server " + provider.server() + " leads to no address.");
        }
    }

    private static TSIG key(Rfc2136Provider provider) {
        try {
            return new TSIG(
                    Name.fromString(provider.algorithm(), Name.root),
                    Name.fromString(provider.keyName(), Name.root),
                    SecretFile.readBase64(Path.of(provider.secretFile())));
        } catch (SecretFile.Unusable unusable) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The TSIG key cannot be used: " + unusable.problem() + "; " + unusable.cure() + ".");
        } catch (TextParseException e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The name of the TSIG key, " + provider.keyName() + ", is no name of DNS.");
        }
    }

    /**
     * The records that it answers with.
     *
     * @return none when the name does not exist, or has no such record
     * @throws RecordsLeft when it refuses, or does not hold the name's zone
     */
    List<Record> ask(Name name, int type) throws RecordsLeft {
        Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        question.getHeader().unsetFlag(Flags.RD);
        Message answer = send(question);
        int code = answer.getHeader().getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw refusal(answer, name.toString(true));
        }
        if (!answer.getHeader().getFlag(Flags.AA)) {
            throw new RecordsLeft(provider.server() + " does not hold the zone of " + name.toString(true)
                    + ". Name the zone's primary server under `server`, and the closest zone under `zone`.");
        }
        return answer.getSection(Section.ANSWER);
    }

    /** @throws RecordsLeft when its answer is a success that it has not signed by the key */
    Message send(Message message) throws RecordsLeft {
        Message answer = exchange(message);
        int code = answer.getHeader().getRcode();
        if (code == Rcode.SERVFAIL) {
            throw unavailable("could not do what was asked (SERVFAIL). Its log says why.");
        }
        if (code == Rcode.NOERROR && !answer.isVerified()) {
            throw new RecordsLeft(
                    "The answer of " + provider.server() + " is not signed by the TSIG key " + provider.keyName()
                            + ", so it may come from someone else. Look what is between it and the worker.");
        }
        return answer;
    }

    /** An update whose answer was lost is safe to repeat, since its prerequisites are not met any more. */
    private Message exchange(Message message) {
        IOException last = null;
        for (int tried = 0; tried < TRIES; tried++) {
            try {
                return connection.send(message);
            } catch (IOException e) {
                last = e;
            }
        }
        throw unavailable(
                "did not answer (" + Objects.requireNonNull(last).getClass().getSimpleName()
                        + "). Look whether it runs, and takes TCP from the worker's machine.");
    }

    private ApplicationFailure unavailable(String what) {
        return Failures.of(FailureCode.UNAVAILABLE, "The DNS server " + provider.server() + " " + what);
    }

    /** What a refusal means for a name, with the cure. */
    RecordsLeft refusal(Message answer, String name) {
        int code = answer.getHeader().getRcode();
        String what = provider.server() + " does not change the records of " + name + ": ";
        return new RecordsLeft(
                switch (code) {
                    case Rcode.NOTAUTH -> what + notAuthorized(answer.getTSIG());
                    case Rcode.REFUSED ->
                        what + "it refuses this to the key " + provider.keyName()
                                + " (REFUSED). Let the key update A and AAAA records of " + name
                                + ", by `update-policy` of BIND or an `acl` of Knot DNS.";
                    case Rcode.NOTZONE ->
                        what + "the name is not in its zone " + provider.zone() + " (NOTZONE). Correct `zone`.";
                    case Rcode.NOTIMP -> what + "it takes no dynamic updates (NOTIMP). Switch them on there.";
                    default -> what + "it answers " + Rcode.string(code) + ". Its log says why.";
                });
    }

    private String notAuthorized(@Nullable TSIGRecord signature) {
        int error = signature == null ? Rcode.NOERROR : signature.getError();
        return switch (error) {
            case Rcode.BADKEY ->
                // Knot DNS says so of a key that it knows, too, where no acl fits.
                "it does not know the key " + provider.keyName() + " with " + provider.algorithm()
                        + ", or does not let it change this name (BADKEY). Compare `keyName` and `algorithm` with its own,"
                        + " and let the key update A and AAAA records of the name.";
            case Rcode.BADSIG ->
                "it has another secret for the key " + provider.keyName()
                        + " (BADSIG). Write its own into the `secretFile`.";
            case Rcode.BADTIME -> "its clock and the worker's are too far apart (BADTIME). Set both by NTP.";
            default ->
                "it is not the primary server of " + provider.zone()
                        + " (NOTAUTH). Name that one under `server`, and check `zone`.";
        };
    }
}
