# ruff: noqa: RUF001 (the Turkish dotless letter is meant)
"""Words for "nothing" in many languages. Data only; `placeholders.py` says how they are compared.

A phrase is written with its blanks; phrases have commas between them. Accents and case don't count.
"""

# No value in any text. Those that a panel may mean ("empty", "error") are no part of it.
IN_ANY_TEXT = """
null, nullnull, nil, none, na, unknown, undefined, unspecified, unassigned, unset, unavailable,
unnamed, no name, nothing, tbd, tba, todo, default string, default value, to be filled by oem,
to be filled in, to be defined, to be determined, system serial number, oem string, placeholder,
unknown device, unknown model, no serial, no serial number, not specified, not available,
not applicable, not set, not defined, not assigned, not programmed, not known, not present,
not supported, not initialized, not configured, no value, no data, unbekannt, unbekannte, unbekannter,
unbekanntes, keine, kein, keiner, keines, k angabe, keine angabe, keine angaben, keine daten,
nicht verfügbar, nicht vorhanden, nicht angegeben, nicht gesetzt, nicht definiert, nicht festgelegt,
nicht bekannt, undefiniert, nicht belegt, inconnu, inconnue, aucun, aucune, néant, non disponible,
non spécifié, non spécifiée, non défini, non définie, non renseigné, non connu, indisponible,
indéfini, sans objet, desconocido, desconocida, ninguno, ninguna, no disponible, no especificado,
no especificada, no definido, no aplicable, nada, sin especificar, sin definir, sin asignar,
sin datos, sconosciuto, sconosciuta, nessuno, nessuna, non specificato, non specificata, non definito,
non applicabile, non noto, non impostato, non assegnato, nessun dato, non disponibile, desconhecido,
desconhecida, nenhum, nenhuma, não disponível, não especificado, não definido, não informado,
não aplicável, sem dados, indisponível, indefinido, onbekend, onbekende, geen, niet beschikbaar,
niet ingesteld, niet opgegeven, niet gedefinieerd, niet van toepassing, geen gegevens, ongedefinieerd,
ukendt, ikke tilgængelig, ikke angivet, ikke angitt, ikke defineret, ikke definert, ikke indstillet,
ikke sat, ingen, ingen data, intet, udefineret, udefinert, ukjent, ikke tilgjengelig, ikke satt,
okänd, okänt, inte tillgänglig, ej tillgänglig, ej angiven, ej angivet, inte angivet, ej definierad,
inga data, inga uppgifter, odefinierad, tuntematon, ei tiedossa, ei saatavilla, ei käytettävissä,
ei määritetty, ei asetettu, ei tietoja, määrittelemätön, neznámý, neznámá, neznámé, není k dispozici,
nedostupné, nedostupný, nenastaveno, neuvedeno, nedefinováno, nezadáno, žádný, žádná, žádné,
bez údajů, nieznany, nieznana, nieznane, brak, brak danych, niedostępny, niedostępne, nie ustawiono,
nie podano, nie określono, nieokreślony, nie dotyczy, nie zdefiniowano, ismeretlen, nincs, nincs adat,
nincs megadva, nincs beállítva, nem elérhető, nem áll rendelkezésre, nem ismert, nem definiált,
nincs meghatározva, неизвестно, неизвестен, неизвестный, неизвестная, нет данных, нет, не задано,
не задан, не указано, не указан, не определено, не определён, не установлено, недоступно, недоступен,
не применимо, невідомо, немає даних, bilinmiyor, bilinmeyen, yok, veri yok, mevcut değil, ayarlanmadı,
ayarlanmamış, belirtilmemiş, belirtilmedi, tanımsız, tanımlanmamış, tanımlanmadı, kullanılamıyor,
hiçbiri, geçerli değil, boş değer, άγνωστο, άγνωστος, άγνωστη, κανένα, κανένας, καμία, δεν υπάρχει,
δεν υπάρχουν δεδομένα, μη διαθέσιμο, δεν είναι διαθέσιμο, δεν διατίθεται, δεν έχει οριστεί,
δεν ορίστηκε, χωρίς δεδομένα, 不明, 未知, 未定義, 未設定, 未设置, 未定义, なし, 無し, 無, 无, 未登録,
未入力, 設定なし, 該当なし, データなし, 利用不可, 使用できません, 情報なし, 不詳, 未指定, 未分配,
不可用, 无数据, 暂无, 暂无数据, 不适用, 不適用, 無資料, 未提供, 没有, 알 수 없음, 알수없음, 없음,
미설정, 미지정, 미정의, 설정되지 않음, 설정 안 됨, 사용할 수 없음, 데이터 없음, 정보 없음, 해당 없음,
지정되지 않음, 미등록, 정의되지 않음
"""
# No serial number, asset number or name, and yet maybe a setting or a state elsewhere.
IN_AN_IDENTITY = """
default, empty, blank, invalid, error, test, sample, example, xxx, abc, abcd, oem, standard, leer,
vide, vacio, vuoto, tom, tomt, tyhjä, prázdné, prázdný, puste, pusty, üres, пусто, boş, κενό, leeg,
vazio, 空, 空白, 비어 있음, puuttuu, saknas, отсутствует, mangler, chybí, hiányzik, fehlt, manquant,
missing
"""
# What a serial number is called; alone, or beside a word for nothing, it is none.
SERIAL_LABELS = """
serial, serial number, serial no, serial nr, serial num, sn, s n, ser no, seriennummer, serien nr,
numéro de série, no de série, n de série, número de serie, nº de serie, matricola, numero di serie,
número de série, serienummer, serienr, sarjanumero, sériové číslo, výrobní číslo, numer seryjny,
nr seryjny, sorozatszám, gyári szám, серийный номер, заводской номер, серійний номер, seri numarası,
seri no, σειριακός αριθμός, αριθμός σειράς, シリアル番号, シリアルナンバー, 製造番号, 序列号, 序號,
序列號, 일련번호, 일련 번호, 시리얼 번호, numer, numeru, numeru seryjnego, серийного номера, номер,
номера, sériového čísla
"""
# "No serial number has been set": a phrase of these words alone with one that denies says nothing.
DENYING = """
no, not, none, never, without, kein, keine, keiner, nicht, noch nicht, pas, non, aucun, aucune, sans,
sin, nessun, nessuna, senza, não, nao, sem, nenhum, geen, niet, zonder, ikke, ingen, intet, uden,
uten, inte, ej, ingen, inga, utan, ei, není, nebylo, nebyl, bez, žádné, nie, brak, nem, nincs, не,
нет, без, yok, değil, δεν, μη, χωρίς
"""
STATES = """
set, available, assigned, defined, known, given, specified, present, programmed, configured,
initialized, entered, provided, found, stored, recorded, registered, applicable, supported, valid,
readable, valued, yet, gesetzt, verfügbar, vergeben, zugewiesen, definiert, bekannt, angegeben,
vorhanden, programmiert, konfiguriert, eingetragen, hinterlegt, festgelegt, eingestellt, gefunden,
gespeichert, disponible, défini, définie, attribué, connu, renseigné, spécifié, trouvé, configuré,
disponibile, impostato, assegnato, definito, noto, specificato, trovato, configurato, definido,
asignado, conocido, especificado, configurado, encontrado, establecido, disponível, atribuído,
conhecido, informado, beschikbaar, ingesteld, toegewezen, bekend, opgegeven, gevonden, tilgængelig,
tilgjengelig, angivet, angitt, indstillet, sat, satt, tildelt, kendt, kjent, tillgänglig, angiven,
inställd, inställt, tilldelad, känd, känt, asetettu, saatavilla, määritetty, tiedossa, annettu,
dispozici, nastaveno, zadáno, uvedeno, známo, dostępny, ustawiony, ustawiono, podano, przypisano,
znany, elérhető, megadva, beállítva, ismert, задан, задано, указан, указано, установлен, установлено,
определён, доступен, назначен, известен, mevcut, ayarlı, tanımlı, διαθέσιμο, διαθέσιμος, οριστεί,
καθοριστεί
"""
# What may stand between them.
BETWEEN = """
the, a, is, was, has, been, be, are, number, value, data, info, information, device, printer, this,
for, ist, wurde, sind, die, der, das, es, wert, daten, gerät, nummer, est, été, de, le, la, n, a,
valeur, è, stato, dato, dati, valore, está, es, el, valor, datos, dados, er, har, været, blevet, är,
har, on, ole, k, je, číslo, hodnota, jest, danych, áll, rendelkezésre, adat, данных, был, είναι, έχει,
υπάρχει, υπάρχουν, δεδομένα, het, waarde, gegevens, nummer, in, at
"""
