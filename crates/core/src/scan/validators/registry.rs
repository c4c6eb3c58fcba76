//! Finds the test of a value by its name.

use super::{credentials, numbers, passphrases, secrets};
use presend_lexicon::names::Validator;

/// A test of a value.
pub(crate) type Test = fn(&str) -> bool;

/// Returns the test of a value by its name.
pub(in crate::scan) fn validator(name: Validator) -> Test {
    match name {
        Validator::Aadhaar => numbers::aadhaar,
        Validator::AbaRouting => numbers::aba_routing,
        Validator::BasicAuth => credentials::basic_auth,
        Validator::Card => numbers::card,
        Validator::CodePassword => credentials::code_password,
        // What stands below it is tested.
        Validator::ColumnHead | Validator::ListHead => |_| true,
        Validator::ConnectionPassword => credentials::connection_password,
        Validator::Cpf => numbers::cpf,
        Validator::Digits => numbers::digits_not_repeated,
        Validator::EncodedKey => credentials::encoded_key,
        Validator::Jwt => secrets::jwt,
        Validator::KeyBlock => credentials::key_block,
        Validator::LongSecret => secrets::long_secret,
        Validator::Luhn => numbers::luhn,
        Validator::Mod97 => numbers::mod97,
        Validator::Nhs => numbers::nhs,
        Validator::NinoPrefix => numbers::nino_prefix,
        Validator::NotPlaceholder => secrets::not_placeholder,
        Validator::OwnCard => numbers::own_card,
        Validator::Passphrase => passphrases::passphrase,
        Validator::Password => secrets::password,
        Validator::SecretLike => secrets::secret_like,
        Validator::SeedWords => passphrases::seed_words,
        Validator::Setting => secrets::setting,
        Validator::SsnRanges => numbers::ssn_ranges,
        Validator::SteuerId => numbers::steuer_id,
        Validator::Strong => secrets::strong,
    }
}
