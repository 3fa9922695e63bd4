// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first message of a handshake (RFC 5246, 7.4.1.2; RFC 8446, 4.1.2). It offers whatever a server may still speak. */
final class ClientHello {

    static final int TLS_AES_128_GCM_SHA256 = 0x1301;
    static final int TLS_AES_256_GCM_SHA384 = 0x1302;

    /** Of TLS 1.2 and earlier, the old and weak ones too: nothing is sent under them. */
    private static final int[] OLD_SUITES = {
        0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013, 0xc00a, 0xc014, 0xc023, 0xc027, 0xc024, 0xc028,
                0x009e,
        0x009f, 0x0033, 0x0039, 0x0067, 0x006b, 0x009c, 0x009d, 0x002f, 0x0035, 0x003c, 0x003d, 0xc008, 0xc012, 0x0016,
                0x000a,
        0xc007, 0xc011, 0x0005, 0x0004, 0x00ff
    };

    private static final int[] SIGNATURES = {
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601,
        0x0303, 0x0301, 0x0203, 0x0201, 0x0202, 0x0402, 0x0101
    };

    private static final int[] OLD_GROUPS = {29, 23, 24, 25, 30, 22, 9, 10};

    private ClientHello() {}

    /**
     * The message, without the header of its record.
     *
     * @param name what is asked for, null where the host is an address
     * @param keys of TLS 1.3; empty for TLS 1.2 and earlier
     */
    static byte[] of(@Nullable String name, List<KeyShare> keys) {
        boolean recent = !keys.isEmpty();
        SecureRandom random = new SecureRandom();
        byte[] nonce = new byte[32];
        byte[] session = new byte[32];
        random.nextBytes(nonce);
        random.nextBytes(session);
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        put(hello, 2, 0x0303);
        hello.writeBytes(nonce);
        sized(hello, 1, recent ? session : new byte[0]);
        sized(hello, 2, pairs(recent ? new int[] {TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384} : OLD_SUITES));
        sized(hello, 1, new byte[] {0});
        sized(hello, 2, extensions(name, keys));
        return message(hello.toByteArray());
    }

    private static byte[] extensions(@Nullable String name, List<KeyShare> keys) {
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        if (name != null) {
            ByteArrayOutputStream host = new ByteArrayOutputStream();
            host.write(0);
            sized(host, 2, name.getBytes(StandardCharsets.US_ASCII));
            extension(extensions, 0, withSize(2, host.toByteArray()));
        }
        boolean recent = !keys.isEmpty();
        extension(
                extensions,
                10,
                withSize(
                        2,
                        pairs(recent ? keys.stream().mapToInt(KeyShare::group).toArray() : OLD_GROUPS)));
        extension(extensions, 13, withSize(2, pairs(SIGNATURES)));
        if (recent) {
            ByteArrayOutputStream shares = new ByteArrayOutputStream();
            for (KeyShare key : keys) {
                put(shares, 2, key.group());
                sized(shares, 2, key.sent());
            }
            extension(extensions, 51, withSize(2, shares.toByteArray()));
            extension(extensions, 43, withSize(1, pairs(0x0304)));
        } else {
            extension(extensions, 11, withSize(1, new byte[] {0}));
        }
        return extensions.toByteArray();
    }

    private static byte[] message(byte[] body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(1);
        sized(message, 3, body);
        return message.toByteArray();
    }

    private static void extension(ByteArrayOutputStream to, int type, byte[] body) {
        put(to, 2, type);
        sized(to, 2, body);
    }

    private static byte[] withSize(int bytes, byte[] body) {
        ByteArrayOutputStream sized = new ByteArrayOutputStream();
        sized(sized, bytes, body);
        return sized.toByteArray();
    }

    private static byte[] pairs(int... values) {
        ByteArrayOutputStream pairs = new ByteArrayOutputStream();
        for (int value : values) {
            put(pairs, 2, value);
        }
        return pairs.toByteArray();
    }

    private static void sized(ByteArrayOutputStream to, int bytes, byte[] body) {
        put(to, bytes, body.length);
        to.writeBytes(body);
    }

    private static void put(ByteArrayOutputStream to, int bytes, int value) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            to.write(value >> shift);
        }
    }
}
